// Days as whole numbers since 1970-01-01, as the API's columns have them. No time zone ever comes in.

const DAY_MS = 86_400_000

export function toIso(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The day of an ISO date, or null where it is none. */
export function fromIso(text: string | null | undefined): number | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(ms) || toIso(ms / DAY_MS) !== text ? null : ms / DAY_MS
}

export function toDate(day: number): Date {
  return new Date(day * DAY_MS)
}

export function fromDate(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "4 Mar 2031". */
export function shown(day: number): string {
  const date = toDate(day)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** "4 Mar 2031", "4–9 Mar 2031", "28 Feb – 3 Mar 2031", "Mar 2031", "2031". */
export function shownSpan(start: number | null, end: number | null): string {
  if (start === null && end === null) return 'undated'
  if (start === null) return `by ${shown(end as number)}`
  if (end === null || start === end) return shown(start)
  const from = toDate(start)
  const to = toDate(end)
  const after = toDate(end + 1)
  if (from.getUTCDate() === 1 && after.getUTCDate() === 1) {
    if (from.getUTCMonth() === 0 && after.getUTCMonth() === 0 && after.getUTCFullYear() - from.getUTCFullYear() === 1) {
      return String(from.getUTCFullYear())
    }
    if (from.getUTCMonth() === to.getUTCMonth() && from.getUTCFullYear() === to.getUTCFullYear()) {
      return `${MONTHS[from.getUTCMonth()]} ${from.getUTCFullYear()}`
    }
  }
  if (from.getUTCFullYear() !== to.getUTCFullYear()) return `${shown(start)} – ${shown(end)}`
  if (from.getUTCMonth() !== to.getUTCMonth()) {
    return `${from.getUTCDate()} ${MONTHS[from.getUTCMonth()]} – ${shown(end)}`
  }
  return `${from.getUTCDate()}–${shown(end)}`
}
