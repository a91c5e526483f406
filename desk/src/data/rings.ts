// Natural Earth's lines as a flat map needs them: those that cross the 180th meridian go on beyond it instead of jumping
// across the world, and the one around the pole is closed below the edge of the map.
import type { Feature, Geometry, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'

const EDGE = -89

/** A line without jumps; longitudes may leave -180 to 180. */
export function continuous(line: readonly Position[]): Position[] {
  let shift = 0
  return line.map(([lon = 0, lat = 0], place) => {
    const before = line[place - 1]?.[0] ?? lon
    if (lon - before > 180) shift -= 360
    else if (lon - before < -180) shift += 360
    return [lon + shift, lat]
  })
}

/** A closed line without jumps. */
export function closed(ring: readonly Position[]): Position[] {
  const points = continuous(ring)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || Math.abs((first[0] ?? 0) - (last[0] ?? 0)) < 180) return points
  return [...points, [last[0] ?? 0, EDGE], [first[0] ?? 0, EDGE], first]
}

/** A country whose lines do not jump. */
export function flat<P>(country: Feature<Geometry, P>): Feature<Polygon | MultiPolygon, P> | null {
  const { geometry } = country
  if (geometry.type === 'Polygon') return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map(closed) } }
  if (geometry.type !== 'MultiPolygon') return null
  return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map((part) => part.map(closed)) } }
}

/** Borders that do not jump. */
export function flatLines(lines: MultiLineString): MultiLineString {
  return { ...lines, coordinates: lines.coordinates.map(continuous) }
}
