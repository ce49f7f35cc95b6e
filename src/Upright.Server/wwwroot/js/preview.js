import { fix } from "./service.js";

const side = 640;

/** A small picture to show, as a canvas: decoding two hundred photos at full size would fill a phone's memory. */
export const preview = async (file, options) => {
  const bitmap = await decode(file).catch(async () =>
    // The browser cannot read it (TIFF, say), the service can: the same picture, not turned, as a JPEG.
    decode((await fix(file, { key: options.key, turn: 0, format: "jpeg", quality: 80 })).picture));
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
};

const decode = (blob) => createImageBitmap(blob, { imageOrientation: "from-image" });
