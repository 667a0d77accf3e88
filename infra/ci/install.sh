#!/usr/bin/env bash
# Installs what the test suites talk to on a bare Debian machine: Redis and Chromium from Debian's packages, and the real
# Elasticsearch that its makers publish for integration tests. Safe to run again; what is there already is left alone.
set -euo pipefail

ELASTICSEARCH_VERSION=9.2.4
ELASTICSEARCH_DIR=${ELASTICSEARCH_DIR:-/opt/du-luan-elasticsearch}

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || missing+=(chromium)
command -v unzip >/dev/null || missing+=(unzip)
command -v openssl >/dev/null || missing+=(openssl)
command -v mvn >/dev/null || missing+=(maven)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ ! -x "$ELASTICSEARCH_DIR/bin/elasticsearch" ]; then
  scratch=$(mktemp -d)
  mvn -q -B dependency:get -Dmaven.repo.local="$scratch/m2" -Dtransitive=false \
    -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$ELASTICSEARCH_VERSION:zip
  unzip -q "$scratch"/m2/org/elasticsearch/distribution/integ-test-zip/elasticsearch/*/*.zip -d "$scratch/unpacked"
  rm -rf "$ELASTICSEARCH_DIR"
  mv "$scratch"/unpacked/elasticsearch-* "$ELASTICSEARCH_DIR"
  rm -rf "$scratch"
fi
