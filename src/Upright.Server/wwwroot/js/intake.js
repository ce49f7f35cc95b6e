// Where pictures come from: chosen files, a folder, the camera, the clipboard, and what is dropped, folders included.
const endings = /\.(jpe?g|jpe|jfif|png|webp|tiff?|gif|avif|heic|heif|hif|pdf|bmp|dib|jp2|j2k|j2c|jpc|jpf|jpx|jxl|pnm|ppm|pgm|pbm|pam|psd|psb|ico)$/i;

/** What was dropped or pasted: { file, path } each, of folders with all that is in them. Must be asked before the event is over. */
export const taken = async (transfer) => {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries.filter(Boolean)) {
    if (entry instanceof File) found.push({ file: entry, path: entry.name });
    else await gather(entry, "", found);
  }
  return found;
};

/** Files of an input; those of a folder know their place in it. */
export const chosen = (files) => [...files]
  .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
  .filter(({ path }) => !path.includes("/") || endings.test(path));

const gather = async (entry, folder, found) => {
  if (entry.isDirectory) {
    for (const inside of await all(entry.createReader())) await gather(inside, `${folder}${entry.name}/`, found);
  } else if (folder === "" || endings.test(entry.name)) {
    // In a folder there is much that is no picture; what is dropped by itself is meant.
    found.push({ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path: folder + entry.name });
  }
};

// A reader gives a folder in parts, and nothing when it is at its end.
const all = async (reader) => {
  const entries = [];
  for (;;) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    entries.push(...part);
  }
};
