// The world as plain shapes: what the page shows at once, before the map has begun, and the names of countries on it.
import type { Position } from 'geojson'
import coarseUrl from 'world-atlas/countries-110m.json?url'
import { worldSize, type Camera } from '../../data/clusters'
import { mercatorX, mercatorY } from '../../data/incidents'
import { countriesOf, fetched, ringsOf, type World } from '../../data/world'
import type { Ink } from './draw'

export interface Country {
  name: string
  x: number
  y: number
  /** Share of the world's width that its largest part takes. */
  breadth: number
}

export interface Shapes {
  land: Path2D
  countries: Country[]
}

/** The coarse world, asked for as soon as this file is loaded; null where it does not come, and the sea is all there is. */
export const coarse: Promise<World | null> = fetched(coarseUrl)

export async function shapes(): Promise<Shapes> {
  const world = await coarse
  const land = new Path2D()
  const countries: Country[] = []
  for (const country of world ? countriesOf(world) : []) {
    for (const ring of ringsOf(country)) trace(land, ring)
    countries.push({ name: country.properties.name, ...middle(ringsOf(country)) })
  }
  return { land, countries: countries.sort((a, b) => b.breadth - a.breadth) }
}

function trace(path: Path2D, ring: Position[]): void {
  ring.forEach(([lon = 0, lat = 0], place) => {
    if (place) path.lineTo(mercatorX(lon), mercatorY(lat))
    else path.moveTo(mercatorX(lon), mercatorY(lat))
  })
  path.closePath()
}

/** The centroid and breadth of the largest of some rings. */
function middle(rings: Position[][]): { x: number; y: number; breadth: number } {
  let most = { area: -1, x: 0, y: 0, breadth: 0 }
  for (const ring of rings) {
    let [area, x, y] = [0, 0, 0]
    const points = ring.map(([lon = 0, lat = 0]) => [mercatorX(lon), mercatorY(lat)] as const)
    for (let i = 0; i + 1 < points.length; i++) {
      const [[x0, y0], [x1, y1]] = [points[i], points[i + 1]] as [readonly [number, number], readonly [number, number]]
      const cross = x0 * y1 - x1 * y0
      area += cross / 2
      x += ((x0 + x1) * cross) / 6
      y += ((y0 + y1) * cross) / 6
    }
    if (Math.abs(area) <= most.area || area === 0) continue
    const xs = points.map(([left]) => left)
    most = { area: Math.abs(area), x: x / area, y: y / area, breadth: Math.max(...xs) - Math.min(...xs) }
  }
  return most
}

export function drawWorld(context: CanvasRenderingContext2D, { land }: Shapes, camera: Camera, scale: number, colours: { land: string; border: string }): void {
  const size = worldSize(camera.zoom)
  context.save()
  context.setTransform(
    size * scale, 0, 0, size * scale,
    (camera.width / 2 - camera.x * size) * scale, (camera.height / 2 - camera.y * size) * scale,
  ) // prettier-ignore
  context.fillStyle = colours.land
  context.fill(land)
  context.lineWidth = 0.8 / size
  context.strokeStyle = colours.border
  context.stroke(land)
  context.restore()
}

/** The names of the countries that are wide enough for them. */
export function drawCountryNames(context: CanvasRenderingContext2D, { countries }: Shapes, camera: Camera, ink: Ink): void {
  const size = worldSize(camera.zoom)
  context.save()
  context.font = `${camera.zoom < 4 ? 11 : 13}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 2.5
  context.strokeStyle = ink.halo
  context.fillStyle = ink.label
  for (const { name, x, y, breadth } of countries) {
    const [left, top] = [(x - camera.x) * size + camera.width / 2, (y - camera.y) * size + camera.height / 2]
    if (left < 0 || top < 0 || left > camera.width || top > camera.height) continue
    if (context.measureText(name).width > breadth * size * 0.9) continue
    context.strokeText(name, left, top)
    context.fillText(name, left, top)
  }
  context.restore()
}
