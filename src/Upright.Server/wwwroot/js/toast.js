const toast = document.getElementById("toast");
let hiding = 0;

/** Says what was done, for a while, with a way to undo it. */
export const say = (words, canUndo) => {
  // What lies outside of an open dialog cannot be clicked.
  (document.querySelector("dialog[open]") ?? document.body).append(toast);
  document.getElementById("toast-text").textContent = words;
  document.getElementById("undo").hidden = !canUndo;
  toast.showPopover?.();
  toast.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(hide, 8000);
};

/** Takes it away, unless somebody is at it. */
const hide = () => {
  if (toast.matches(":hover, :focus-within")) {
    hiding = setTimeout(hide, 2000);
    return;
  }
  toast.classList.remove("shown");
  toast.hidePopover?.();
};
