// Records of the contract under shorter names.
export type { Event as EventRecord, Passage, Span } from '../api/contract'
