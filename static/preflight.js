// Before the event: the keys that the box hears light up, and whether this browser draws Chinese is said.

export default () => {
  const said = document.querySelector(".drawn");
  if (said) said.textContent = drawsChinese() ? said.dataset.well : said.dataset.mend;
};

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".heard");
  if (!box || event.key === "Tab") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const key = [...box.querySelectorAll("kbd")].find((one) => one.dataset.key === name);
  key?.classList.add("lit");
  box.querySelector("[role=status]").textContent = key || /^[\p{L}\d]$/u.test(name) ? "" : `${box.dataset.unused} ${event.key}`;
}, true);

// Two characters that a font does not have are drawn alike.
function drawsChinese() {
  const drawn = (sign) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    const pen = canvas.getContext("2d");
    pen.font = `32px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(sign, 0, 32);
    return canvas.toDataURL();
  };
  return drawn("镇") !== drawn("雄");
}
