// A small map as plain shapes, for pages and for paper: the countries of Natural Earth around some points.
import type { Position } from 'geojson'
import { mercatorX, mercatorY } from '../data/incidents'
import { countriesOf, ringsOf, type World } from '../data/world'

/** A window on the world in Web Mercator, 0 to 1. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

export interface Drawn {
  path: string
  names: { name: string; x: number; y: number }[]
}

/** The window that shows some points, no closer than a few degrees and with room around them. */
export function frameOf(points: readonly { lat: number; lon: number }[], aspect: number, leastDegrees: number): Frame {
  const xs = points.map(({ lon }) => mercatorX(lon))
  const ys = points.map(({ lat }) => mercatorY(lat))
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const least = leastDegrees / 360
  let width = Math.max((east - west) * 1.35, least)
  let height = Math.max((south - north) * 1.35, least / aspect)
  if (width / height < aspect) width = height * aspect
  else height = width / aspect
  return { left: (west + east - width) / 2, top: (north + south - height) / 2, width, height }
}

/** The countries within a window, as one path of an SVG, with the names of those whose middle lies in it. */
export function drawn(shapes: World, frame: Frame, width: number, height: number): Drawn {
  const place = ([lon = 0, lat = 0]: Position): [number, number] => [
    ((mercatorX(lon) - frame.left) / frame.width) * width,
    ((mercatorY(lat) - frame.top) / frame.height) * height,
  ]
  let path = ''
  const names: Drawn['names'] = []
  for (const country of countriesOf(shapes)) {
    const within: [number, number][] = []
    for (const ring of ringsOf(country)) {
      const points = ring.map(place)
      if (!touches(points, width, height)) continue
      path += `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`
      within.push(...points.filter(([x, y]) => x > 0 && y > 0 && x < width && y < height))
    }
    if (within.length > 8) {
      const [xs, ys] = [within.map(([x]) => x), within.map(([, y]) => y)]
      names.push({ name: country.properties.name, x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 })
    }
  }
  return { path, names }
}

function touches(points: readonly [number, number][], width: number, height: number): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return right >= 0 && bottom >= 0 && left <= width && top <= height
}
