/** Degrees with a sign, as people write them. */
export const degrees = (angle) => `${angle < 0 ? "−" : angle > 0 ? "+" : ""}${Math.abs(angle).toFixed(1)}°`;

/** Whole per cents, never 100 where something is left to doubt. */
export const percent = (share) => (share >= 0.995 && share < 1 ? 99 : Math.round(share * 100));

/** Brings degrees into (-180, 180]. */
export const wrapped = (angle) => {
  const turned = ((angle + 180) % 360 + 360) % 360 - 180;
  return turned === -180 ? 180 : Math.round(turned * 1000) / 1000;
};
