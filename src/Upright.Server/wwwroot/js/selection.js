import { text } from "./language.js";

const bar = document.getElementById("selection");

/** What can be done to the selected pictures, while there are any. */
export const showSelection = (selected) => {
  bar.hidden = selected.length === 0;
  document.body.classList.toggle("is-selecting", selected.length > 0);
  document.getElementById("selected").textContent = text("selected", selected.length);
  const items = selected.flatMap((picture) => picture.pages ?? [picture]);
  const guesses = items.filter((item) => item.guess !== null).length;
  const guess = document.getElementById("selected-guess");
  guess.hidden = guesses === 0;
  guess.textContent = text("useGuesses", guesses);
  document.getElementById("selected-back").disabled = !items.some((item) => item.byHand !== null);
  document.getElementById("selected-zip").disabled = !selected.some((picture) => picture.result);
};
