import { text } from "./language.js";
import { chosen, taken } from "./intake.js";
import { say } from "./toast.js";

const drop = document.getElementById("drop");

/** Listens for pictures that are chosen, dropped and pasted, and gives them to `add`. */
export const listenToArrivals = (add) => {
  for (const id of ["files", "folder", "camera"]) {
    const input = document.getElementById(id);
    input.addEventListener("change", () => {
      add(chosen(input.files));
      input.value = "";
    });
  }
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const isOfFiles = event.dataTransfer.types.includes("Files");
    const found = await taken(event.dataTransfer);
    if (found.length === 0 && isOfFiles) say(text("noPicturesThere"), false);
    add(found);
  });
  addEventListener("paste", async (event) => {
    if (event.target.matches("input, select")) return;
    add(await taken(event.clipboardData));
  });
};
