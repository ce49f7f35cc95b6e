/** Runs jobs in their order, a few at a time. What has to be done once more, or sooner, takes the place of what waits under its key. */
export class Line {
  #waiting = new Map();
  #free;

  constructor(atOnce) {
    this.#free = atOnce;
  }

  add(key, job) {
    this.#waiting.set(key, job);
    this.#next();
  }

  /** Before all that wait: somebody looks at it. */
  addFirst(key, job) {
    this.#waiting.delete(key);
    this.#waiting = new Map([[key, job], ...this.#waiting]);
    this.#next();
  }

  remove(key) {
    this.#waiting.delete(key);
  }

  async #next() {
    if (this.#free === 0 || this.#waiting.size === 0) return;
    const [key, job] = this.#waiting.entries().next().value;
    this.#waiting.delete(key);
    this.#free--;
    try {
      await job();
    } finally {
      this.#free++;
      this.#next();
    }
  }
}
