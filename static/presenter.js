// The buttons of the presenter view and its keys, a clicker's among them. Streamlit makes one of two presses that come
// while it is busy: so they are counted here, and told until the server says that they were done.

const BUTTONS = {
  ArrowRight: "following", PageDown: "following", " ": "following",
  ArrowLeft: "previous", PageUp: "previous",
  b: "shade", B: "shade", ".": "shade", Escape: "return",
};
// After how many milliseconds what was not answered is told again.
const AGAIN = 3000;

// Each press by its number; the number of the last.
let presses = [], last = 0, tell = () => {}, late = 0;

export default ({ data, setTriggerValue }) => {
  last = Math.max(last, data.done);
  presses = presses.filter(([number]) => number > data.done);
  tell = () => setTriggerValue("pressed", presses);
  listen();
};

function press(name) {
  presses.push([(last += 1), name]);
  insist();
}

function insist() {
  clearTimeout(late);
  if (!presses.length) return;
  tell();
  late = setTimeout(insist, AGAIN);
}

function buttonOf(name) {
  return document.querySelector(`.st-key-steer .st-key-${name} button`);
}

// Until this is heard here, a press goes the way of Streamlit's own.
let listens = false;
function listen() {
  if (listens) return;
  listens = true;
  document.addEventListener("keydown", (event) => {
    const name = BUTTONS[event.key];
    if (!name || !buttonOf(name) || event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.("input, textarea")) return;
    event.preventDefault();
    press(name);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".st-key-steer button");
    const name = button && Object.values(BUTTONS).find((one) => buttonOf(one) === button);
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    press(name);
  }, true);
}
