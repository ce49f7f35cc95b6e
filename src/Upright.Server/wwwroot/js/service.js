// Asks the service. Busy is no failure: it says when to come again.
const patience = 60;

/** What the service refused, with its catalogue code. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The upright picture of a file: { metadata, picture }. */
export const fix = async (file, options, signal) => {
  const { key, ...query } = options;
  const headers = { Accept: "multipart/form-data" };
  if (key) headers.Authorization = `Bearer ${key}`;
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(`v1/fix?${new URLSearchParams({ ...query, looks: true })}`, { method: "POST", body: file, headers, signal });
    if (answer.ok) {
      const form = await answer.formData();
      return { metadata: JSON.parse(await form.get("metadata").text?.() ?? form.get("metadata")), picture: form.get("picture") };
    }
    if (answer.status === 429 && attempt < patience) {
      await pause(Number(answer.headers.get("Retry-After") ?? 1), signal);
      continue;
    }
    const problem = await answer.json().catch(() => ({ code: String(answer.status), title: answer.statusText }));
    throw new Refused(problem.code, [problem.title, problem.detail].filter(Boolean).join(" "));
  }
};

const pause = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal?.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});
