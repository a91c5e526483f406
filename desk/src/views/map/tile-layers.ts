// How vector tiles are drawn: land, water, roads, borders and names of places, by the names that Protomaps' basemap and
// OpenMapTiles give their layers. Letters are those of the system; nothing is fetched for them.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map } from 'maplibre-gl'
import { colour } from './theme'

/** A layer, and what gives it the colours of the theme. */
export interface Dressed {
  layer: LayerSpecification
  dress(map: Map): void
}

type Drawn = Exclude<LayerSpecification, { type: 'background' }>
/** A layer as this file writes it: without its names, which follow from where it is drawn from. */
type Plan = { [Kind in Drawn['type']]: Omit<Extract<Drawn, { type: Kind }>, 'id' | 'source' | 'source-layer'> }['fill' | 'line' | 'symbol']

const AREAS: FilterSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]]
const LINES: FilterSpecification = ['in', ['geometry-type'], ['literal', ['LineString', 'MultiLineString']]]
const KIND: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'class'], '']
const NAME: ExpressionSpecification = ['coalesce', ['get', 'name:en'], ['get', 'name_en'], ['get', 'name:latin'], ['get', 'name'], '']

const LAND: Plan = { type: 'fill', filter: AREAS, paint: { 'fill-antialias': false } }
const WATER: Plan = { type: 'fill', filter: AREAS, paint: {} }
const RIVERS: Plan = {
  type: 'line',
  filter: LINES,
  paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 8, 1, 14, 3] },
}
const MAIN_ROADS: Plan = {
  type: 'line',
  minzoom: 5,
  filter: of('highway', 'major_road', 'motorway', 'trunk', 'primary'),
  paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.5, 9, 1.4, 14, 5] },
}
const OTHER_ROADS: Plan = {
  type: 'line',
  minzoom: 10,
  filter: of('minor_road', 'medium_road', 'secondary', 'tertiary', 'minor'),
  paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.4, 14, 2.2] },
}
const BORDERS: Plan = {
  type: 'line',
  filter: ['all', ['any', ['==', KIND, 'country'], ['==', ['get', 'admin_level'], 2]], ['!=', ['get', 'maritime'], 1]],
  paint: { 'line-width': 1 },
}
const PROVINCES: Plan = {
  type: 'line',
  minzoom: 5,
  filter: ['all', ['any', ['==', KIND, 'region'], ['==', ['get', 'admin_level'], 4]], ['!=', ['get', 'maritime'], 1]],
  paint: { 'line-width': 0.8, 'line-dasharray': [4, 3] },
}
const NAMES: Plan = {
  type: 'symbol',
  minzoom: 5,
  filter: of('locality', 'city', 'town', 'village'),
  layout: {
    'text-field': NAME,
    'text-font': ['system-ui', 'sans-serif'],
    'text-size': ['interpolate', ['linear'], ['zoom'], 5, 10, 12, 13],
    'text-padding': 6,
    'text-max-width': 8,
    'symbol-sort-key': ['coalesce', ['get', 'rank'], ['-', 20, ['coalesce', ['get', 'population_rank'], 0]]],
  },
  paint: { 'text-halo-width': 1.2 },
}

/** From the bottom up: the layer of a tile, how it is drawn, and the token of each colour. */
const PLANS: [string, Plan, Record<string, string>][] = [
  ['earth', LAND, { 'fill-color': '--land' }],
  ['water', WATER, { 'fill-color': '--sea' }],
  ['water', RIVERS, { 'line-color': '--river' }],
  ['waterway', RIVERS, { 'line-color': '--river' }],
  ...['roads', 'transportation'].flatMap((name): [string, Plan, Record<string, string>][] => [
    [name, OTHER_ROADS, { 'line-color': '--road' }],
    [name, MAIN_ROADS, { 'line-color': '--road' }],
  ]),
  ...['boundaries', 'boundary'].flatMap((name): [string, Plan, Record<string, string>][] => [
    [name, PROVINCES, { 'line-color': '--border' }],
    [name, BORDERS, { 'line-color': '--strong-line' }],
  ]),
  ['places', NAMES, { 'text-color': '--map-label', 'text-halo-color': '--land' }],
  ['place', NAMES, { 'text-color': '--map-label', 'text-halo-color': '--land' }],
]

/** The layers for a source, of those that its tiles have. */
export function vectorLayers(source: string, names: ReadonlySet<string>): Dressed[] {
  return PLANS.filter(([name]) => names.has(name)).map(([name, plan, tokens], place) => {
    const id = `${source}-${place}-${name}`
    return { layer: { id, source, 'source-layer': name, ...plan } as LayerSpecification, dress: (map) => dress(map, id, tokens) }
  })
}

/** Land below tiles that only draw water; a source of the same name has its shape. */
export function groundOf(id: string, minzoom: number): Dressed {
  return { layer: { id, source: id, type: 'fill', minzoom, paint: { 'fill-antialias': false } }, dress: (map) => dress(map, id, { 'fill-color': '--land' }) }
}

function dress(map: Map, id: string, tokens: Record<string, string>): void {
  for (const [property, token] of Object.entries(tokens)) map.setPaintProperty(id, property as never, colour(token) as never)
}

function of(...kinds: string[]): FilterSpecification {
  return ['in', KIND, ['literal', kinds]]
}
