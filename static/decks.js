// A deck that is nowhere but on a server that forgets is not left without a word of the browser's own.
let unsaved = false;

addEventListener("beforeunload", (event) => {
  if (unsaved && location.pathname.endsWith("/decks")) event.preventDefault();
});

export default ({ data }) => {
  unsaved = data.unsaved;
};
