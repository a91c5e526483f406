// Made by tools/desk_types.py from the API's OpenAPI page; not to be edited by hand.

export type AcledType = {
  event_type: string
  sub_event_type: string
}

export type Actor = {
  id: string
  name: string
  kind: "state" | "government" | "state-forces" | "armed-group" | "coalition" | "militia" | "police" | "international-organisation" | "ngo" | "media" | "monitor" | "party" | "person" | "civilians" | "protesters" | "other"
  country: string | null
  sector: string | null
  aliases_in_text: string[]
  mentions: Span[]
}

export type ActorAnswer = {
  actor: ActorLine
  sector: string | null
  names: NameUsed[]
  relations: RelationTold[]
  sayings: SayingTold[]
  sayings_total: number
  forecasts: ForecastMade[]
  score: ScoreTold | null
  reports: ReportLine[]
  read: number
}

export type ActorLine = {
  id: string
  name: string
  kind: string
  country: string | null
  reports: number
  incidents: number
}

export type ActorPageOf = {
  total: number
  limit: number
  offset: number
  items: ActorLine[]
}

export type ActorSuggestion = {
  id: string
  subject: NamedActor
  predicate: string | null
  object: NamedActor | null
  reports: number
  accepted_by: string | null
  witnesses: ActorWitness[]
}

export type ActorWitness = {
  report: ReportCard
  passage: Passage
  start: number
  end: number
}

export type Bounds = {
  low: number | null
  best: number | null
  high: number | null
}

export type BriefAnswer = {
  since: string | null
  until: string | null
  total: number
  before: number
  items: IncidentRow[]
}

export type BrierAnswer = {
  n: number
  low: number
  median: number
  high: number
  base: number
}

export type BulkAsked = {
  subjects: JudgedRecord[]
  why: string
  who?: string | null
}

export type BulkKept = {
  numbers: number[]
  left_out: string[]
}

export type BulkUndoAsked = {
  numbers: number[]
  why: string
  who?: string | null
}

export type Chance = {
  low: number
  median: number
  high: number
  scale: string
}

export type Control = {
  id: string
  place: string
  controller: string | null
  relation: "captured" | "lost" | "holds" | "contested"
  extent: string | null
  as_of: string | null
  from: string | null
  until: string | null
  sources: Source[]
  evidence: Span
}

export type ControlAnswer = {
  at: string | null
  places: ControlPlace[]
}

export type ControlLane = {
  relation: string
  controller: string | null
  controller_name: string | null
  extent: string | null
  says: string
  voice: string
  start: string | null
  said: string
  end: string | null
  stands_until: string | null
}

export type ControlPlace = {
  place: string
  name: string
  lat: number | null
  lon: number | null
  holder: string | null
  holder_name: string | null
  disputed: boolean
  state: "held" | "shared" | "contested" | "lost" | "disputed" | "no statement"
  since: string | null
  claims: number
}

export type ControlStatement = {
  report: string
  record: string
  outlet: string | null
  published: string | null
  place: string
  place_name: string
  relation: "captured" | "lost" | "holds" | "contested"
  controller: string | null
  controller_name: string | null
  extent: string | null
  first: string | null
  day: string | null
  says: string
  status: string
  words: string
  start: number
  end: number
  corrected: string[]
}

export type Count = {
  what: "killed" | "wounded" | "killed-or-wounded" | "captured" | "arrested" | "abducted" | "surrendered" | "displaced" | "evacuated" | "released" | "missing" | "participants" | "strikes" | "destroyed"
  whom: string | null
  low: number | null
  best: number | null
  high: number | null
  cumulative: boolean
  subset_of: number | null
  span: Span | null
}

export type Decision = {
  key: string | null
  judgement: JudgementAnswer
}

export type DueForecast = {
  question: string
  proposition: string
  horizon: string | null
  state: string
  makers: string[]
  report: string
}

export type Event = {
  id: string
  kind: "battle" | "offensive" | "raid" | "shelling" | "air-strike" | "drone-strike" | "bombing" | "suicide-attack" | "chemical-attack" | "armed-attack" | "assassination" | "execution" | "abduction" | "sexual-violence" | "torture" | "killing" | "destruction" | "combatants-captured" | "rescue" | "crowd-control" | "territory-captured" | "siege" | "arrest" | "restriction" | "weapons-seized" | "coup" | "cyber-attack" | "withdrawal" | "surrender" | "ceasefire" | "release" | "resignation" | "deployment" | "base-established" | "displacement" | "evacuation" | "aid" | "protest" | "riot" | "agreement" | "talks" | "support" | "cooperation" | "concession" | "demand" | "refusal" | "accusation" | "threat" | "sanction" | "victory-declared" | "other"
  plover: string | null
  mode: string | null
  cameo: string | null
  acled: AcledType | null
  trigger: Span
  evidence: Span
  actors: Party[]
  targets: Party[]
  places: Spot[]
  time: EventTime
  counts: Count[]
  means: Means[]
  status: "asserted" | "reported" | "claimed" | "denied" | "forecast" | "hypothetical"
  background: boolean
  sources: Source[]
  confidence: number
}

export type EventTime = {
  start: string | null
  end: string | null
  precision: "day" | "days" | "week" | "month" | "season" | "year" | "unknown"
  basis: "stated" | "published" | "none"
  span: Span | null
}

export type FactorAnswer = {
  part: string
  found: string
  factor: number
}

export type FamilyWord = {
  name: string
  label: string
  meaning: string
  kinds: string[]
}

export type Fault = {
  detail: string
}

export type Figure = {
  low: number | null
  best: number | null
  high: number | null
  whom: string | null
  status: "asserted" | "reported" | "claimed" | "denied" | "forecast" | "hypothetical"
  source: string | null
  date: string | null
  member: string[]
}

export type Forecast = {
  id: string
  statement: string | null
  sources: Source[]
  role: string | null
  affiliation: string | null
  proposition: string
  wording: Span
  evidence: Span
  polarity: "positive" | "negative"
  probability: Probability | null
  vague: boolean
  condition: string | null
  made_on: string | null
  horizon: Horizon | null
}

export type ForecastMade = {
  question: string
  report: string
  wording: string
  proposition: string
  made_on: string | null
  horizon: string | null
  low: number | null
  median: number | null
  high: number | null
  standing: string
  state: string
}

export type ForetellingAnswer = {
  name: string
  report: string
  outlet: string | null
  maker: string
  maker_id: string
  forecast: Forecast
  agrees: boolean
  chance: Chance | null
  standing: "counts" | "superseded" | "late" | "vague" | "no number"
  corrected: string[]
}

export type Horizon = {
  date: string | null
  basis: "stated" | "vague" | "default"
}

export type Incident = {
  id: string
  members: string[][]
  kind: "battle" | "offensive" | "raid" | "shelling" | "air-strike" | "drone-strike" | "bombing" | "suicide-attack" | "chemical-attack" | "armed-attack" | "assassination" | "execution" | "abduction" | "sexual-violence" | "torture" | "killing" | "destruction" | "combatants-captured" | "rescue" | "crowd-control" | "territory-captured" | "siege" | "arrest" | "restriction" | "weapons-seized" | "coup" | "cyber-attack" | "withdrawal" | "surrender" | "ceasefire" | "release" | "resignation" | "deployment" | "base-established" | "displacement" | "evacuation" | "aid" | "protest" | "riot" | "agreement" | "talks" | "support" | "cooperation" | "concession" | "demand" | "refusal" | "accusation" | "threat" | "sanction" | "victory-declared" | "other"
  actors: IncidentParty[]
  targets: IncidentParty[]
  place: IncidentPlace | null
  time: IncidentTime
  counts: IncidentCount[]
  grade: "confirmed" | "fair" | "weak" | "contested" | "discounted"
  reason: string
  rule: "conservative" | "most-sourced" | "latest"
  sources: string[]
  reports: string[]
  reprints: string[]
  statuses: ("asserted" | "reported" | "claimed" | "denied" | "forecast" | "hypothetical")[]
  kinds: IncidentKind[]
  places: IncidentPlace[]
  times: IncidentTime[]
  links: IncidentLink[]
  judgements: IncidentJudgement[]
}

export type IncidentAnswer = {
  incident: Incident
  killed: Bounds
  reports: ReportCard[]
  mentions: Mention[]
  judgements: JudgementAnswer[]
}

export type IncidentCount = {
  what: "killed" | "wounded" | "killed-or-wounded" | "captured" | "arrested" | "abducted" | "surrendered" | "displaced" | "evacuated" | "released" | "missing" | "participants" | "strikes" | "destroyed"
  whom: string | null
  low: number | null
  best: number | null
  high: number | null
  cumulative: boolean
  part: boolean
  figures: Figure[]
}

export type IncidentJudgement = {
  number: number
  verdict: string
  who: string
  why: string
  field: string | null
  value: string | null
  members: string[][]
}

export type IncidentKind = {
  kind: "battle" | "offensive" | "raid" | "shelling" | "air-strike" | "drone-strike" | "bombing" | "suicide-attack" | "chemical-attack" | "armed-attack" | "assassination" | "execution" | "abduction" | "sexual-violence" | "torture" | "killing" | "destruction" | "combatants-captured" | "rescue" | "crowd-control" | "territory-captured" | "siege" | "arrest" | "restriction" | "weapons-seized" | "coup" | "cyber-attack" | "withdrawal" | "surrender" | "ceasefire" | "release" | "resignation" | "deployment" | "base-established" | "displacement" | "evacuation" | "aid" | "protest" | "riot" | "agreement" | "talks" | "support" | "cooperation" | "concession" | "demand" | "refusal" | "accusation" | "threat" | "sanction" | "victory-declared" | "other"
  members: string[][]
}

export type IncidentLink = {
  members: string[][]
  score: number
  parts: LinkPart[]
}

export type IncidentPage = {
  total: number
  limit: number
  offset: number
  items: IncidentRow[]
}

export type IncidentParty = {
  actor: string
  name: string
  chosen: boolean
  members: string[][]
}

export type IncidentPlace = {
  place: string
  name: string
  lat: number | null
  lon: number | null
  precision: "exact" | "near" | "area" | "admin1" | "country"
  members: string[][]
}

export type IncidentRow = {
  id: string
  kind: string
  actors: string
  targets: string
  start: string | null
  end: string | null
  time_precision: "day" | "days" | "week" | "month" | "season" | "year" | "unknown"
  place: string | null
  lat: number | null
  lon: number | null
  precision: "exact" | "near" | "area" | "admin1" | "country" | null
  killed_low: number | null
  killed: number | null
  killed_high: number | null
  grade: "confirmed" | "fair" | "weak" | "contested" | "discounted"
  sources: number
  members: number
}

export type IncidentTime = {
  start: string | null
  end: string | null
  precision: "day" | "days" | "week" | "month" | "season" | "year" | "unknown"
  members: string[][]
}

export type IncidentsJudged = {
  verdict: "same" | "different" | "unsure" | "note"
  incidents: string[]
  subjects?: JudgedRecord[]
  why: string
  who?: string | null
  seen?: number | null
}

export type JudgedRecord = {
  report: string
  record?: string | null
}

export type JudgementAnswer = {
  number: number
  made_at: string
  who: string
  verdict: "same" | "different" | "unsure" | "accept" | "reject" | "correct" | "resolve" | "note" | "undo"
  subjects: SubjectAnswer[]
  field: string | null
  value: unknown
  why: string
  undoes: number | null
  undone_by: number | null
}

export type JudgementAsked = {
  verdict: "same" | "different" | "unsure" | "accept" | "reject" | "correct" | "resolve" | "note" | "undo"
  subjects: JudgedRecord[]
  why: string
  field?: string | null
  value?: unknown
  who?: string | null
  seen?: number | null
}

export type Kept = {
  number: number
  others: JudgementAnswer[]
}

export type KeptOnIncidents = {
  numbers: number[]
  others: JudgementAnswer[]
}

export type KindWord = {
  name: string
  family: string
  meaning: string
}

export type LinkPart = {
  part: string
  found: string
  weight: number
}

export type Means = {
  name: string
  span: Span | null
}

export type Mention = {
  report: string
  event: Event
}

export type ModelInfo = {
  program: string
  version: string
  model_sha256: string
}

export type NameUsed = {
  name: string
  reports: number
}

export type NamedActor = {
  actor: string
  name: string
  kind: string | null
  country: string | null
  reports: number
  known: boolean
}

export type NamedPlace = {
  place: string
  name: string
  country: string | null
  admin1: string | null
  lat: number | null
  lon: number | null
  reports: number
}

export type Nearby = {
  row: IncidentRow
  days: number | null
  km: number | null
}

export type PairPart = {
  name: string
  found: string
  weight: number
}

export type Party = {
  actor: string
  name: string
  span: Span | null
}

export type Passage = {
  start: number
  text: string
  before: boolean
  after: boolean
}

export type Place = {
  id: string
  name: string
  country: string | null
  admin1: string | null
  lat: number | null
  lon: number | null
  precision: "exact" | "near" | "area" | "admin1" | "country"
  geonameid: number | null
  mentions: Span[]
}

export type PlaceAnswer = {
  place: PlaceLine
  names: NameUsed[]
  rule: string
  statements: ControlStatement[]
  lanes: ControlLane[]
  wider: ControlStatement[]
  reports: ReportLine[]
  read: number
}

export type PlaceLine = {
  id: string
  name: string
  country: string | null
  admin1: string | null
  lat: number | null
  lon: number | null
  precision: "exact" | "near" | "area" | "admin1" | "country"
  reports: number
  incidents: number
}

export type PlacePageOf = {
  total: number
  limit: number
  offset: number
  items: PlaceLine[]
}

export type PrecisionWord = {
  precision: "exact" | "near" | "area" | "admin1" | "country"
  km: number
  meaning: string
}

export type Probability = {
  low: number
  median: number
  high: number
  scale: string
}

export type QuestionAnswer = {
  id: string
  proposition: string
  opened: string | null
  horizon: string | null
  state: "open" | "true" | "false" | "ambiguous" | "annulled" | "unresolvable"
  due: boolean
  condition: string | null
  resolution: ResolutionAnswer | null
  forecasts: ForetellingAnswer[]
}

export type QuestionPage = {
  total: number
  limit: number
  offset: number
  open: number
  due: number
  resolved: number
  items: QuestionAnswer[]
}

export type Reading = {
  report: Report
  actors: Actor[]
  relations: Relation[]
  places: Place[]
  times: TimeExpression[]
  events: Event[]
  statements: Statement[]
  forecasts: Forecast[]
  control: Control[]
  model: ModelInfo
}

export type Relation = {
  subject: string
  predicate: "part_of" | "backed_by" | "led_by" | "member_of" | "spokesperson_of" | "role"
  object: string
  valid_from: string | null
  valid_to: string | null
  evidence: Span | null
}

export type RelationTold = {
  predicate: string
  is_subject: boolean
  other: string
  other_name: string
  valid_from: string | null
  valid_to: string | null
  tellers: Teller[]
}

export type Report = {
  id: string
  text: string
  title: string | null
  url: string | null
  outlet: string | null
  byline: string | null
  published: string | null
  published_basis: "metadata" | "url" | "text" | "given" | "unknown"
  language: string
  sha256: string
}

export type ReportAnswer = {
  reading: Reading
  judgements: JudgementAnswer[]
}

export type ReportCard = {
  id: string
  title: string | null
  outlet: string | null
  url: string | null
  published: string | null
  reprint: boolean
}

export type ReportFound = {
  report: ReportLine
  snippets: SnippetFound[]
}

export type ReportLine = {
  id: string
  title: string | null
  outlet: string | null
  published: string | null
}

export type ResolutionAnswer = {
  judgement: number
  state: "true" | "false" | "ambiguous" | "annulled" | "unresolvable"
  on: string | null
  event: string | null
  words: string | null
  who: string
  why: string
}

export type ResolveAsked = {
  state: "true" | "false" | "ambiguous" | "annulled" | "unresolvable"
  why: string
  on?: string | null
  event?: string | null
  who?: string | null
}

export type ReviewEvent = {
  report: ReportCard
  read: Event
  event: Event
  corrected: string[]
  rejected: boolean
  passage: Passage
  actors: NamedActor[]
  places: NamedPlace[]
  incident: ReviewIncident | null
}

export type ReviewIncident = {
  id: string
  grade: string
  reason: string
  reports: number
}

export type ReviewItem = {
  key: string
  sort: "event" | "pair" | "actor"
  state: "todo" | "unsure" | "decided"
  worth: WorthAnswer | null
  events: ReviewEvent[]
  pair: ReviewPair | null
  suggestion: ActorSuggestion | null
  judgements: JudgementAnswer[]
  last: number
}

export type ReviewPage = {
  total: number
  limit: number
  offset: number
  last: number
  items: ReviewRow[]
}

export type ReviewPair = {
  score: number | null
  joins: number
  joined: boolean
  parts: PairPart[]
}

export type ReviewRow = {
  key: string
  sort: "event" | "pair" | "actor"
  state: "todo" | "unsure" | "decided"
  worth: number
  head: string
  words: string
  outlet: string | null
  confidence: number | null
}

export type SayingTold = {
  report: string
  record: string
  outlet: string | null
  published: string | null
  words: string
  quote: string
}

export type ScoreAnswer = {
  of: "all" | "maker" | "outlet"
  name: string
  id: string
  questions: number
  brier: BrierAnswer | null
  vague: BrierAnswer | null
  base_rate: number | null
  rank: number | null
}

export type ScoreTold = {
  n: number
  low: number
  median: number
  high: number
  base: number
  rank: number | null
}

export type SearchAnswer = {
  words: string
  reports: ReportFound[]
  actors: ActorLine[]
  places: PlaceLine[]
  incidents: IncidentRow[]
  more: boolean
}

export type SeriesAnswer = {
  actor: string
  name: string
  by: string
  rule: string
  undated: number
  periods: SeriesPeriod[]
  ruptures: SeriesBreak[]
}

export type SeriesBreak = {
  since: string
  words: string
}

export type SeriesPeriod = {
  period: string
  start: string
  end: string
  reports: number
  hit_and_run: number
  open: number
  held: number
  disputed: number
  silent: number
  taken: number
  lost: number
}

export type SessionAnswer = {
  mode: "open" | "token" | "accounts"
  signed_in: boolean
  who: string | null
  role: "reader" | "reviewer" | "admin" | null
  csrf: string | null
  ledger: string
  version: string
  tiles: TilesAnswer | null
}

export type SettlingEvent = {
  name: string
  report: ReportCard
  event: Event
  state: "true" | "false" | "ambiguous" | "annulled" | "unresolvable"
  on: string | null
  reason: string
}

export type SignIn = {
  name: string
  secret: string
}

export type SnippetFound = {
  text: string
  marks: unknown[][]
}

export type Source = {
  actor: string | null
  name: string | null
  role: string | null
  affiliation: string | null
  cue: Span | null
  span: Span | null
}

export type Span = {
  start: number
  end: number
  exact: string
}

export type Spot = {
  place: string
  name: string
  lat: number | null
  lon: number | null
  precision: "exact" | "near" | "area" | "admin1" | "country"
  span: Span | null
  relation: "in" | "near" | "from" | "to"
}

export type Statement = {
  id: string
  sources: Source[]
  cue: Span | null
  content: Span[]
  quote: "direct" | "indirect" | "mixed"
  events: string[]
  forecasts: string[]
}

export type SubjectAnswer = {
  report: string
  record: string
  start: number | null
  end: number | null
  told: string | null
}

export type SuggestionAsked = {
  verdict: "accept" | "reject"
  why: string
  who?: string | null
}

export type TableColumn = {
  name: string
  type: "text" | "integer" | "number" | "day" | "flag"
}

export type TablePage = {
  total: number
  limit: number
  offset: number
  columns: TableColumn[]
  rows: ((string | number | boolean | null)[])[]
  unused: string[]
}

export type Teller = {
  report: string
  outlet: string | null
  published: string | null
  words: string
}

export type Telling = {
  event: string
  incident: string
  mentions: number
  reports: number
  grade: "confirmed" | "fair" | "weak" | "contested" | "discounted"
}

export type TilesAnswer = {
  form: "pmtiles" | "template"
  address: string
  credit: string | null
}

export type TimeExpression = {
  start: string | null
  end: string | null
  precision: "day" | "days" | "week" | "month" | "season" | "year" | "unknown"
  basis: "stated" | "published" | "none"
  span: Span
  id: string
}

export type UndoAsked = {
  why: string
  who?: string | null
}

export type Unread = {
  id: string
  error: string
}

export type Vocabulary = {
  kinds: KindWord[]
  families: FamilyWord[]
  precisions: PrecisionWord[]
  grades: string[]
  statuses: string[]
}

export type WeekAnswer = {
  since: string
  until: string
  figures: WeekFigures
  before: WeekFigures
  incidents: IncidentRow[]
  control: ControlStatement[]
  forecasts: DueForecast[]
  ahead: DueForecast[]
}

export type WeekFigures = {
  reports: number
  incidents: number
  touching: number
  killed_low: number
  killed_high: number
  kinds: Record<string, number>
}

export type WorthAnswer = {
  rule: string
  value: number
  factors: FactorAnswer[]
}
