const endings = {
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"], "image/png": ["png"], "image/webp": ["webp"], "image/tiff": ["tif", "tiff"],
  "image/gif": ["gif"], "image/avif": ["avif"], "image/heic": ["heic", "heif", "hif"], "image/bmp": ["bmp", "dib"],
  "image/jp2": ["jp2", "j2k", "j2c", "jpc", "jpf", "jpx"], "image/jxl": ["jxl"], "image/x-portable-anymap": ["pnm", "ppm", "pgm", "pbm", "pam"],
  "application/pdf": ["pdf"],
};

/** A result's name: of the file, marked as upright if so wished, with an ending that its type has. */
export const named = (path, type, style) => {
  const [, stem, ending = ""] = /^(.*?)(?:\.([^./]*))?$/s.exec(path);
  const fitting = endings[type];
  const kept = !fitting || fitting.includes(ending.toLowerCase()) ? ending : fitting[0];
  return [stem, style === "marked" ? "upright" : "", kept].filter(Boolean).join(".");
};

/** The name, or one like it that is not taken yet. */
export const unique = (name, taken) => {
  const [, stem, ending] = /^(.*?)(\.[^./]*)?$/s.exec(name);
  let chosen = name;
  for (let i = 2; taken.has(chosen.toLowerCase()); i++) chosen = `${stem} (${i})${ending ?? ""}`;
  taken.add(chosen.toLowerCase());
  return chosen;
};
