/** Degrees with a sign, as people write them: no −0.0, and 180.0 for both half turns. */
export const degrees = (angle) => {
  const shown = wrapped(Math.round(angle * 10) / 10);
  return `${shown < 0 ? "−" : shown > 0 ? "+" : ""}${Math.abs(shown).toFixed(1)}°`;
};

/** Whole per cents, never 100 where something is left to doubt. */
export const percent = (share) => (share >= 0.995 && share < 1 ? 99 : Math.round(share * 100));

/** Brings degrees into (-180, 180]. */
export const wrapped = (angle) => {
  const turned = ((angle + 180) % 360 + 360) % 360 - 180;
  return turned === -180 ? 180 : Math.round(turned * 1000) / 1000;
};

/** How much smaller a picture must be shown when it is turned, so that it fits where it fitted before. */
export const fitting = (width, height, angle, room = { width: Math.max(width, height), height: Math.max(width, height) }) => {
  const radians = angle * Math.PI / 180;
  const [sin, cos] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
  const before = Math.min(room.width / width, room.height / height);
  return Math.min(room.width / (width * cos + height * sin), room.height / (width * sin + height * cos)) / before;
};
