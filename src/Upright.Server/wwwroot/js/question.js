import { text } from "./language.js";

const dialog = document.getElementById("question");

/** Asks before something is lost; true is yes. */
export const sure = (question, yes) => new Promise((resolve) => {
  document.getElementById("question-text").textContent = question;
  document.getElementById("question-yes").textContent = yes;
  document.getElementById("question-no").textContent = text("cancel");
  dialog.returnValue = "";
  dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  dialog.showModal();
});

for (const answer of ["yes", "no"]) {
  document.getElementById(`question-${answer}`).addEventListener("click", () => dialog.close(answer));
}
