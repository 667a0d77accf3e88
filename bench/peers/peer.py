"""What a peer does with the same texts: reads JSON strings, one a line, on standard input and prints texts per CPU-second as one JSON line.

underthesea and pyvi segment words and do nothing else. datasketch signs each text (128 permutations over shingles of three syllables) and
asks and fills an LSH index of 32 bands.
"""

import json
import resource
import sys
from typing import Callable


def segmenter(peer: str) -> Callable[[str], object]:
    if peer == "underthesea":
        from underthesea import word_tokenize

        return word_tokenize
    if peer == "pyvi":
        from pyvi.ViTokenizer import tokenize

        return tokenize
    return near_duplicates()


def near_duplicates() -> Callable[[str], object]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))

    def work(text: str) -> object:
        words = text.lower().split()
        shingles = {" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))}
        signature = MinHash(num_perm=128)
        signature.update_batch(shingles)
        found = index.query(signature)
        index.insert(object(), signature)
        return found

    return work


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


texts = [json.loads(line) for line in sys.stdin]
work = segmenter(sys.argv[1])
for text in texts[: len(texts) // 10]:
    work(text)
before = spent()
for text in texts:
    work(text)
print(json.dumps(len(texts) / (spent() - before)))
