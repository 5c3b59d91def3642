// A stage of any size: pictures keep their letters in the proportion that the rule has for the window's height, and words
// that have too little room are set smaller.

// The height that pictures are drawn for (backbone/pictures/scene.py); how small words may get, in parts of their size, and
// how small before Chinese lines break elsewhere than after a mark (staging.css).
const HEIGHT = 940, LEAST = 0.55, WHOLE = 0.8;
const root = document.documentElement;
let sizes = null, changes = null, soon = 0;

export default () => {
  if (!sizes) {
    sizes = new ResizeObserver(fit);
    changes = new MutationObserver(() => {
      cancelAnimationFrame(soon);
      soon = requestAnimationFrame(fit);
    });
    document.addEventListener("stage-fit", fit);
  }
  sizes.observe(document.body);
  changes.observe(document.querySelector(".stMain"), { childList: true, subtree: true });
  fit();
  return () => {
    sizes.disconnect();
    changes.disconnect();
  };
};

function fit() {
  for (const picture of document.querySelectorAll("[class*=st-key-picture-]")) {
    picture.style.setProperty("--scale", Math.min(picture.clientHeight / HEIGHT, 1.25 * picture.clientWidth / HEIGHT) || 1);
  }
  document.querySelectorAll(".show-words").forEach(squeeze);
}

function squeeze(words) {
  const own = `${innerWidth} ${innerHeight} ${words.clientHeight} ${words.textContent.length}`;
  if (words.fits === own) return;
  words.fits = own;
  const over = () => [words, ...words.children].some((one) => one.scrollWidth > one.clientWidth + 1) || words.scrollHeight > words.clientHeight + 1;
  const part = getComputedStyle(root).getPropertyValue("--part");
  const shrink = (least) => {
    words.style.removeProperty("--part");
    for (let size = 1; over() && size >= least; size -= 0.06) words.style.setProperty("--part", `calc(${part} * ${size})`);
  };
  words.classList.remove("breaks");
  shrink(WHOLE);
  if (!over()) return;
  words.classList.add("breaks");
  shrink(LEAST);
}
