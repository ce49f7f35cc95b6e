import { text } from "./language.js";

const enough = 3;

/** How far all are, and how long it takes still: as long for each as for those that were answered since it began. */
export class Progress {
  #began = 0;
  #openThen = 0;

  show(all, open) {
    const bar = document.getElementById("progress");
    const words = document.getElementById("to-go");
    bar.hidden = words.hidden = open === 0;
    bar.value = all ? 1 - open / all : 0;
    if (open === 0) {
      this.#openThen = 0;
      return;
    }
    if (open > this.#openThen) {
      // New ones have come: what was measured does not hold for a start.
      [this.#began, this.#openThen] = [performance.now(), open];
    }
    const answered = this.#openThen - open;
    const seconds = (performance.now() - this.#began) / 1000 / answered * open;
    words.textContent = text("doneOf", all - open, all) + (answered >= enough ? ` · ${timeToGo(seconds)}` : "");
  }
}

const timeToGo = (seconds) => (seconds < 90 ? text("secondsToGo", Math.max(1, Math.ceil(seconds / 5) * 5)) : text("minutesToGo", Math.round(seconds / 60)));
