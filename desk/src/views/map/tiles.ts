// Tiles between the plain land and the marks, where a source was named when the server started. They come when the
// countries are drawn; where they do not come, the plain map stays.
import * as maplibre from 'maplibre-gl'
import type { TilesAnswer } from '../../api/contract'
import { colour } from './theme'
import { groundOf, vectorLayers, type Dressed } from './tile-layers'

const SOURCE = 'tiles'
const GROUND = 'tiles-ground'
const PROTOCOL = 'pmtiles'
const SETTLED_MS = 300
const WORLD: Bounds = [-180, -85.0511, 180, 85.0511]
type Bounds = [number, number, number, number]

/** How it goes with the tiles. */
export interface TilesState {
  /** What has been drawn of them, or null as long as nothing has. */
  kind: 'raster' | 'vector' | null
  /** What is wrong, in words; empty where nothing is. */
  trouble: string
}

interface Found {
  kind: 'raster' | 'vector'
  source: maplibre.SourceSpecification
  layers: Dressed[]
  /** Land below vector tiles of a schema that draws none. */
  ground: Dressed | null
  bounds: Bounds
}

/** Adds tiles to a map that has its countries. Returns what gives them the colours of the theme. */
export async function addTiles(map: maplibre.Map, named: TilesAnswer, tell: (state: TilesState) => void, gone: AbortSignal): Promise<() => void> {
  const state: TilesState = { kind: null, trouble: '' }
  const say = ({ kind = state.kind, trouble }: Partial<TilesState> & { trouble: string }) => {
    if (gone.aborted || (kind === state.kind && trouble === state.trouble)) return
    tell({ ...Object.assign(state, { kind, trouble }) })
  }
  const from = new URL(named.address, location.href).host
  let found: Found
  try {
    found = named.form === 'template' ? template(named) : await archive(named)
  } catch (error) {
    say({ trouble: `No map tiles from ${from}: ${error instanceof Error ? error.message : String(error)}` })
    return () => {}
  }
  if (gone.aborted) return () => {}
  map.on('error', (event) => {
    if ((event as { sourceId?: string }).sourceId === SOURCE) say({ trouble: `Map tiles do not come from ${from}` })
    else console.error(event.error)
  })
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (sourceId !== SOURCE || tile?.state !== 'loaded' || (state.kind && !state.trouble)) return
    if (!state.kind && found.ground) addGround(map, found, found.ground)
    say({ kind: found.kind, trouble: '' })
    dress()
  })
  // A server may have nothing to say but "not found": then no tile fails, none is there, and nothing is drawn for it.
  let looking: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    looking = undefined
    if (gone.aborted || state.kind || state.trouble) return
    if (map.isSourceLoaded(SOURCE)) say({ trouble: `No map tiles from ${from} for this part of the map` })
    else looking = setTimeout(look, SETTLED_MS)
  }
  map.on('sourcedataloading', ({ sourceId, tile }) => {
    if (sourceId === SOURCE && tile) looking ??= setTimeout(look, SETTLED_MS)
  })
  map.addSource(SOURCE, found.source)
  // Borders stay above pictures, which may have none; tiles with shapes cover them by borders of their own.
  for (const { layer } of found.layers) map.addLayer(layer, found.kind === 'raster' ? 'borders' : undefined)
  const dress = () => {
    for (const { layer, dress } of [...found.layers, ...(found.ground ? [found.ground] : [])]) if (map.getLayer(layer.id)) dress(map)
    if (state.kind === 'raster') map.setPaintProperty('borders', 'line-color', colour('--strong-line'))
  }
  dress()
  return dress
}

function template({ address, credit }: TilesAnswer): Found {
  return picture({ tiles: [address], attribution: credit ? escaped(credit) : `Tiles: ${escaped(new URL(address).host)}` }, WORLD)
}

async function archive({ address, credit }: TilesAnswer): Promise<Found> {
  const { PMTiles, Protocol, TileType } = await import('pmtiles')
  const url = new URL(address, location.href).href
  const file = new PMTiles(url)
  const { tileType, minZoom, maxZoom, ...corner } = await file.getHeader()
  const protocol = new Protocol()
  protocol.add(file)
  maplibre.addProtocol(PROTOCOL, protocol.tile)
  const told = (await file.getMetadata()) as { attribution?: unknown; vector_layers?: { id?: unknown }[] } | null
  const attribution = credit ? escaped(credit) : typeof told?.attribution === 'string' ? withoutPictures(told.attribution) : ''
  const given: Bounds = [corner.minLon, corner.minLat, corner.maxLon, corner.maxLat]
  const bounds = given[0] < given[2] && given[1] < given[3] ? given : WORLD
  const shared = { tiles: [`${PROTOCOL}://${url}/{z}/{x}/{y}`], minzoom: minZoom, maxzoom: maxZoom, bounds, attribution }
  if (tileType === TileType.Unknown || tileType > TileType.Avif) throw new Error('tiles of an unknown type')
  if (tileType !== TileType.Mvt) return picture(shared, bounds)
  const names = (Array.isArray(told?.vector_layers) ? told.vector_layers : []).map(({ id }) => String(id))
  const layers = vectorLayers(SOURCE, new Set(names))
  if (!layers.length) throw new Error(`no layer of its tiles is known (${names.join(', ')})`)
  const ground = names.includes('earth') ? null : groundOf(GROUND, minZoom)
  return { kind: 'vector', source: { type: 'vector', ...shared }, layers, ground, bounds }
}

/** Pictures; quieter than they are, so that marks stand out, and dim in the dark. */
function picture(shared: Omit<maplibre.RasterSourceSpecification, 'type'>, bounds: Bounds): Found {
  const dress = (map: maplibre.Map) => {
    const isDark = document.documentElement.dataset.theme === 'dark'
    map.setPaintProperty(SOURCE, 'raster-brightness-max', isDark ? 0.32 : 1)
    map.setPaintProperty(SOURCE, 'raster-saturation', isDark ? -0.55 : -0.35)
    map.setPaintProperty(SOURCE, 'raster-opacity', isDark ? 1 : 0.85)
  }
  const layer: maplibre.LayerSpecification = { id: SOURCE, type: 'raster', source: SOURCE, paint: { 'raster-fade-duration': 0 } }
  return { kind: 'raster', source: { type: 'raster', tileSize: 256, ...shared }, layers: [{ layer, dress }], ground: null, bounds }
}

function addGround(map: maplibre.Map, { layers, bounds: [west, south, east, north] }: Found, ground: Dressed): void {
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
  map.addSource(GROUND, { type: 'geojson', data: { type: 'Polygon', coordinates: [ring] } })
  map.addLayer(ground.layer, layers[0]?.layer.id)
  ground.dress(map)
}

/** Markup that a file brings, without what would be fetched for it; the rest of the cleaning is MapLibre's. */
function withoutPictures(markup: string): string {
  const { body } = new DOMParser().parseFromString(markup, 'text/html')
  for (const picture of body.querySelectorAll('img, picture, source, svg')) picture.remove()
  return body.innerHTML
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
