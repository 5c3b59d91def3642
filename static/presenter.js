// The keys of the presenter view, a clicker's among them: each presses the button of its name.

const BUTTONS = {
  ArrowRight: "following", PageDown: "following", " ": "following",
  ArrowLeft: "previous", PageUp: "previous",
  b: "shade", B: "shade", ".": "shade", Escape: "return",
};

export default () => {};

document.addEventListener("keydown", (event) => {
  const button = document.querySelector(`.st-key-steer .st-key-${BUTTONS[event.key]} button`);
  if (!button || event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.("input, textarea")) return;
  event.preventDefault();
  button.click();
});
