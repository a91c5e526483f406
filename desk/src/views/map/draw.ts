// The marks on the map, drawn on a canvas above it.
import type { ControlPlace } from '../../api/contract'
import { worldSize, type Camera, type Mark } from '../../data/clusters'
import { familyColour, OTHER_HOLDER } from '../../data/colours'
import { mercatorX, mercatorY, type Incidents } from '../../data/incidents'

const FULL = Math.PI * 2
const MOST_NAMES = 30

/** The colours of the theme that marks need. */
export interface Ink {
  text: string
  halo: string
  surface: string
  line: string
  accent: string
  label: string
  border: string
}

export function drawMarks(context: CanvasRenderingContext2D, incidents: Incidents, marks: readonly Mark[], ink: Ink, open: Mark | null): void {
  for (const mark of marks) {
    if (mark.disc > mark.r || (mark.disc > 0 && mark.count === 1)) drawDisc(context, incidents, mark)
  }
  for (const mark of marks) {
    if (mark.count > 1) drawMany(context, incidents, mark, ink)
    else if (mark.km === 0) drawOne(context, incidents, mark, ink)
  }
  if (open) drawChosen(context, open, ink)
}

/** Somewhere in here: a pale disc without a middle. */
function drawDisc(context: CanvasRenderingContext2D, incidents: Incidents, mark: Mark): void {
  const colour = mainColour(incidents, mark)
  context.save()
  context.beginPath()
  context.arc(mark.x, mark.y, Math.max(mark.disc, 8), 0, FULL)
  context.globalAlpha = 0.14
  context.fillStyle = colour
  context.fill()
  context.globalAlpha = 0.95
  context.setLineDash([4, 3])
  context.lineWidth = 1.4
  context.strokeStyle = colour
  context.stroke()
  context.restore()
}

function drawOne(context: CanvasRenderingContext2D, incidents: Incidents, mark: Mark, ink: Ink): void {
  context.save()
  context.beginPath()
  context.arc(mark.x, mark.y, mark.r, 0, FULL)
  context.fillStyle = mainColour(incidents, mark)
  context.globalAlpha = 0.88
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 1
  context.strokeStyle = ink.line
  context.stroke()
  for (const bound of new Set([mark.low, mark.high])) {
    if (bound === 0 || Math.abs(bound - mark.r) < 0.5) continue
    context.beginPath()
    context.arc(mark.x, mark.y, bound, 0, FULL)
    context.lineWidth = 1.25
    context.strokeStyle = bound > mark.r ? mainColour(incidents, mark) : ink.line
    context.stroke()
  }
  context.restore()
}

/** Several: a ring of the families' shares around their number; hollow where none is known to the point. */
function drawMany(context: CanvasRenderingContext2D, incidents: Incidents, mark: Mark, ink: Ink): void {
  const { x, y, r, families, count } = mark
  const width = Math.max(4, r * 0.26)
  context.save()
  context.beginPath()
  context.arc(x, y, r, 0, FULL)
  context.fillStyle = ink.surface
  context.globalAlpha = mark.km > 0 ? 0.75 : 0.95
  context.fill()
  context.globalAlpha = 1
  let from = -Math.PI / 2
  families.forEach((part, family) => {
    if (!part) return
    const to = from + (part / count) * FULL
    context.beginPath()
    context.arc(x, y, r - width / 2, from, to)
    context.lineWidth = width
    context.strokeStyle = familyColour(incidents.families[family]?.name ?? '')
    context.stroke()
    from = to
  })
  context.lineWidth = 1
  context.strokeStyle = ink.line
  for (const edge of [r, r - width]) {
    context.beginPath()
    if (mark.km > 0) context.setLineDash([3, 3])
    context.arc(x, y, edge, 0, FULL)
    context.stroke()
  }
  context.fillStyle = ink.text
  context.font = `600 ${Math.round(Math.max(10, Math.min(14, r * 0.62)))}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(short(count), x, y + 0.5)
  context.restore()
}

function drawChosen(context: CanvasRenderingContext2D, mark: Mark, ink: Ink): void {
  context.save()
  context.beginPath()
  context.arc(mark.x, mark.y, Math.max(mark.r, 8) + 4, 0, FULL)
  context.lineWidth = 2.5
  context.strokeStyle = ink.accent
  context.stroke()
  context.restore()
}

/** Names of places beside their marks, as far as they do not cover each other. */
export function drawNames(context: CanvasRenderingContext2D, incidents: Incidents, marks: readonly Mark[], ink: Ink): void {
  const taken: [number, number, number, number][] = []
  context.save()
  context.font = '500 12px system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3
  let drawn = 0
  for (const mark of marks) {
    const name = incidents.columns.places[mark.place]
    if (!name || drawn >= MOST_NAMES) continue
    const left = mark.x + Math.min(mark.r, 40) + 4
    const box: [number, number, number, number] = [left, mark.y - 8, left + context.measureText(name).width, mark.y + 8]
    if (taken.some((other) => overlap(box, other)) || marks.some((other) => other !== mark && touches(box, other))) continue
    taken.push(box)
    context.strokeStyle = ink.halo
    context.strokeText(name, left, mark.y)
    context.fillStyle = ink.text
    context.fillText(name, left, mark.y)
    drawn++
  }
  context.restore()
}

function overlap(one: readonly number[], other: readonly number[]): boolean {
  const [a0, b0, a1, b1] = one as [number, number, number, number]
  const [c0, d0, c1, d1] = other as [number, number, number, number]
  return a0 < c1 && c0 < a1 && b0 < d1 && d0 < b1
}

function touches([left, top, right, bottom]: readonly [number, number, number, number], mark: Mark): boolean {
  if (mark.disc > mark.r || (mark.km > 0 && mark.count === 1)) return false
  const [x, y] = [Math.max(left, Math.min(mark.x, right)), Math.max(top, Math.min(mark.y, bottom))]
  return Math.hypot(mark.x - x, mark.y - y) < mark.r
}

/** Who holds what: squares below the marks, hatched where it is disputed. */
export function drawControl(
  context: CanvasRenderingContext2D,
  places: readonly ControlPlace[],
  colours: ReadonlyMap<string, string>,
  camera: Camera,
  ink: Ink,
): void {
  const size = worldSize(camera.zoom)
  const half = camera.zoom < 5 ? 6 : 8
  context.save()
  for (const place of places) {
    if (place.lat === null || place.lon === null) continue
    const x = (mercatorX(place.lon) - camera.x) * size + camera.width / 2
    const y = (mercatorY(place.lat) - camera.y) * size + camera.height / 2
    if (x < -20 || y < -20 || x > camera.width + 20 || y > camera.height + 20) continue
    const colour = (place.holder && colours.get(place.holder)) || OTHER_HOLDER
    context.fillStyle = place.disputed ? ink.surface : colour
    context.fillRect(x - half, y - half, half * 2, half * 2)
    if (place.disputed) hatch(context, x, y, half, colour)
    context.lineWidth = place.disputed ? 2 : 1
    context.setLineDash(place.disputed ? [3, 2] : [])
    context.strokeStyle = place.disputed ? colour : ink.line
    context.strokeRect(x - half, y - half, half * 2, half * 2)
  }
  context.restore()
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, half: number, colour: string): void {
  context.save()
  context.beginPath()
  context.rect(x - half, y - half, half * 2, half * 2)
  context.clip()
  context.beginPath()
  for (let shift = -half * 2; shift <= half * 2; shift += 4) {
    context.moveTo(x - half + shift, y + half)
    context.lineTo(x + half + shift, y - half)
  }
  context.lineWidth = 1.6
  context.strokeStyle = colour
  context.stroke()
  context.restore()
}

function mainColour(incidents: Incidents, mark: Mark): string {
  const most = mark.families.indexOf(Math.max(...mark.families))
  return familyColour(incidents.families[most]?.name ?? '')
}

/** "950", "1.2k", "12k". */
export function short(count: number): string {
  if (count < 1000) return String(count)
  return count < 9950 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`
}
