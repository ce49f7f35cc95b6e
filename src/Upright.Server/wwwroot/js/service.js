// Asks the service. Busy is no failure: it says when to come again. Until then nobody asks, and then who waited longest asks first;
// otherwise those who come new would take the places of those who were sent away.
let open = Promise.resolve();

/** What the service refused, with its catalogue code. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The upright picture, or document, of a file: { metadata, result }. */
export const fix = async (file, options, signal) => {
  const { key, ...query } = options;
  const headers = { Accept: "multipart/form-data" };
  if (key) headers.Authorization = `Bearer ${key}`;
  for (;;) {
    await open;
    const answer = await fetch(`v1/fix?${new URLSearchParams({ ...query, looks: true })}`, { method: "POST", body: file, headers, signal });
    if (answer.ok) {
      const form = await answer.formData();
      return { metadata: JSON.parse(await form.get("metadata").text?.() ?? form.get("metadata")), result: form.get("picture") ?? form.get("document") };
    }
    if (answer.status === 429) {
      open = pause(Number(answer.headers.get("Retry-After") ?? 1));
      continue;
    }
    const problem = await answer.json().catch(() => ({ code: String(answer.status), title: answer.statusText }));
    throw new Refused(problem.code, [problem.title, problem.detail].filter(Boolean).join(" "));
  }
};

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
