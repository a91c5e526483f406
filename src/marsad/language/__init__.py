"""Text to sentences with syntax and named entities: one model session, and rules where the form is closed."""

from marsad.language._act_network import ActNetwork
from marsad.language._analyse import analyse
from marsad.language._document import CueSeen, Document, Entity, Link, Sentence, Token, Trigger
from marsad.language._network import Network
from marsad.language._tokens import datelines, labels, split_sentences, tokenise
from marsad.language._tree import is_tree

__all__ = [
    "ActNetwork",
    "CueSeen",
    "Document",
    "Entity",
    "Link",
    "Network",
    "Sentence",
    "Token",
    "Trigger",
    "analyse",
    "datelines",
    "is_tree",
    "labels",
    "split_sentences",
    "tokenise",
]
