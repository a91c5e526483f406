// The bars of the timeline as two pictures: in the colours of their families, and in grey where they are not chosen.
import type { ScaleTime } from 'd3-scale'
import type { Bins } from '../../data/bins'
import { familyColour } from '../../data/colours'
import { toDate } from '../../data/days'

export const HEIGHT = 74 // pixels

export interface Bars {
  inside: HTMLCanvasElement
  outside: HTMLCanvasElement
  /** Where every bar begins, and after the last one where it ends, in pixels of the pictures. */
  lefts: Int32Array
}

/** Draws the bars in the width of the scale; the colours of the theme are those of an element. */
export function barsOf(
  element: HTMLElement,
  bins: Bins,
  scale: ScaleTime<number, number>,
  families: readonly { name: string }[],
): Bars {
  const ratio = devicePixelRatio || 1
  const style = getComputedStyle(element)
  const [paper, line] = [style.getPropertyValue('--line').trim(), style.getPropertyValue('--strong-line').trim()]
  const width = Math.round(scale.range()[1] as number * ratio)
  const [inside, outside] = [sheet(width, ratio), sheet(width, ratio)]
  const { edges, counts, coarse, most } = bins
  const unit = most ? (HEIGHT - 6) / most : 0
  const lefts = Int32Array.from(edges, (edge) => Math.max(0, Math.min(width, Math.round(scale(toDate(edge)) * ratio))))
  outside.globalAlpha = 0.5
  outside.fillStyle = line
  for (let bar = 0; bar + 1 < edges.length; bar++) {
    const x = scale(toDate(edges[bar] as number))
    const breadth = scale(toDate(edges[bar + 1] as number)) - x
    const barWidth = Math.max(breadth - (breadth > 4 ? 1 : 0), 0.75)
    let y = HEIGHT
    families.forEach((family, place) => {
      const height = (counts[bar * families.length + place] as number) * unit
      y -= height
      inside.fillStyle = familyColour(family.name)
      inside.fillRect(x, y, barWidth, height)
    })
    outside.fillRect(x, y, barWidth, HEIGHT - y)
    // What is known to the month or less well may belong to other bars as well: it is drawn under a veil.
    const veiled = (coarse[bar] as number) * unit
    inside.globalAlpha = 0.55
    inside.fillStyle = paper
    inside.fillRect(x, HEIGHT - veiled, barWidth, veiled)
    inside.globalAlpha = 1
  }
  return { inside: inside.canvas, outside: outside.canvas, lefts }
}

function sheet(width: number, ratio: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [width, Math.round(HEIGHT * ratio)]
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}
