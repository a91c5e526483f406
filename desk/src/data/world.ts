// The countries of Natural Earth, from this server: asked for once, and as a flat map needs them.
import type { Feature, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import fineUrl from 'world-atlas/countries-50m.json?url'
import { flat, flatLines } from './rings'

export type World = Topology<{ countries: GeometryCollection<{ name: string }> }>
export type Land = Feature<Polygon | MultiPolygon, { name: string }>

/** A world; null where it does not come, and the sea is all there is. */
export async function fetched(url: string): Promise<World | null> {
  try {
    return (await (await fetch(url)).json()) as World
  } catch {
    return null // the page was left, or the server ended; marks are drawn without it
  }
}

let asked: Promise<World | null> | undefined

/** The fine world, which is asked for when it is first needed. */
export function fine(): Promise<World | null> {
  asked ??= fetched(fineUrl)
  return asked
}

/** Its countries, with lines that do not jump across the map. */
export function countriesOf(world: World): Land[] {
  return feature(world, world.objects.countries).features.map(flat).filter((country) => country !== null)
}

/** Its borders, likewise. */
export function bordersOf(world: World): MultiLineString {
  return flatLines(mesh(world, world.objects.countries))
}

/** The rings of a country, holes too. */
export function ringsOf({ geometry }: Land): Polygon['coordinates'] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}
