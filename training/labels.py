"""Label spaces of the heads. The order is part of the model; it is written to the model folder's config.json."""

from __future__ import annotations

from typing import get_args

from marsad.knowledge import load_kinds
from marsad.records import CountWhat

UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()
XPOS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB ADD AFX GW HYPH NFP SYM XX $ , . : `` '' -LRB- -RRB-"
).split()
RELATIONS = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:pass csubj:outer dep det det:predet discourse dislocated expl fixed flat "
    "goeswith iobj list mark "
    "nmod nmod:desc nmod:npmod nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:npmod "
    "obl:unmarked orphan parataxis punct reparandum root vocative xcomp"
).split()
ENTITIES = ("PER", "ORG", "LOC")
ENTITY_TAGS = ("O", *(f"{prefix}-{label}" for label in ENTITIES for prefix in "BIES"))
NOUN_CLASSES = (
    "none person organization place time event object abstract substance plant animal vehicle weapon"
).split()
# ---------------------------------------------------------------- acts

MENTIONS = ("per", "org", "loc", "fac", "nat", "nom", "pro", "wea", "num", "time")
MENTION_TAGS = ("O", *(f"{prefix}-{label}" for label in MENTIONS for prefix in "BIES"))
SAYING = "saying"  # the trigger label of a cue
TRIGGERS = ("O", *load_kinds(), SAYING)
MOODS = ("plain", "claimed", "denied", "forecast", "hypothetical")
WHATS = get_args(CountWhat)
# From a trigger to a word: who, whom, where, when, by what, who is counted, the cue that credits, a cue's source; and
# each sort of figure.
ROLES = ("actor", "target", "place", "time", "means", "whom", "cue", "source", *WHATS)
FRAME_ROLES = ("ARG0", "ARG1", "ARG2", "ARG3", "ARGM-LOC", "ARGM-TMP", "ARGM-MNR", "ARGM-DIR", "ARGM-NEG", "ARGM-MOD")
