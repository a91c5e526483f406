// One page of A4: how much a brief may tell, so that it stays on it.

const A4 = 297 / 210
const AS_PAPER = '(min-width: 52rem)' // narrower, the sheet is no picture of the paper

/** The lists of a brief get shorter from level to level. */
export const LAST_LEVEL = 5

/** Whether a sheet is longer than its paper. Where it cannot be known, a middle level is taken for short enough. */
export function isTooLong(sheet: HTMLElement, level: number): boolean {
  if (level >= LAST_LEVEL) return false
  if (!matchMedia(AS_PAPER).matches) return level < LAST_LEVEL - 2
  return sheet.offsetHeight > sheet.offsetWidth * A4 + 1
}
