// The box for files, which Streamlit labels in English, says its words in the reader's language, and ours where it
// refuses a file.
let words = [];
const said = new WeakMap(); // what a text was before, and what we made of it

function ours(text) {
  for (const [theirs, own] of words) {
    const [before, after] = theirs.split("{}");
    if (after === undefined ? text !== theirs : !(text.startsWith(before) && text.endsWith(after))) continue;
    return own.replace("{}", () => text.slice(before.length, text.length - after.length));
  }
}

function speak() {
  for (const box of document.querySelectorAll(".stFileUploader")) {
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode()); ) {
      const known = said.get(text), theirs = known?.own === text.data ? known.theirs : text.data;
      const own = ours(theirs);
      if (own === undefined || own === text.data) continue;
      said.set(text, { theirs, own });
      text.data = own;
    }
  }
}

export default ({ data }) => {
  words = data.words;
  speak();
  const watch = new MutationObserver(speak);
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  return () => watch.disconnect();
};
