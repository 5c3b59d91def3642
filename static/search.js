// Enter goes to the first place of the list, once the list is of what stands in the field.

let listed = "";

export default ({ data }) => {
  listed = data.typed;
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.(".st-key-place-search input");
  if (!field || event.key !== "Enter") return;
  let left = 200;
  const go = () => {
    const first = document.querySelector(".st-key-found button");
    if (first && listed === field.value) first.click();
    else if (left-- > 0) setTimeout(go, 50);
  };
  go();
}, true);
