#!/usr/bin/env bash
# Starts Redis and two Elasticsearch nodes for a test run, one open and one with sign-in and TLS, on loopback and with data that goes
# away, and prints the variables that tell the suites where they are.
# Usage: eval "$(infra/ci/services.sh start)" … infra/ci/services.sh stop
set -euo pipefail

ELASTICSEARCH_DIR=${ELASTICSEARCH_DIR:-/opt/du-luan-elasticsearch}
STATE=${DU_LUAN_SERVICES_DIR:-/tmp/du-luan-services}
REDIS_PORT=${TEST_REDIS_PORT:-6390}
OPEN_PORT=${TEST_ELASTICSEARCH_PORT:-9290}
SECURE_PORT=${TEST_ELASTICSEARCH_SECURE_PORT:-9291}
# Characters that an address must escape.
PASSWORD='p@ss:w/rd%1'
PASSWORD_IN_URL='p%40ss%3Aw%2Frd%251'

newest_java() {
  for java in $(ls -d /usr/lib/jvm/*/bin/java /opt/java/*/bin/java 2>/dev/null | sort -rV); do
    major=$("$java" -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p')
    if [ "${major:-0}" -ge 21 ]; then dirname "$(dirname "$java")"; return; fi
  done
  echo "Elasticsearch needs Java 21 or newer and none was found in /usr/lib/jvm" >&2
  return 1
}

# node NAME PORT: folders and settings of one node; further settings come on standard input.
node() {
  mkdir -p "$STATE/$1-data" "$STATE/$1-logs" "$STATE/$1-config"
  cp -r "$ELASTICSEARCH_DIR/config/." "$STATE/$1-config/"
  printf '%s\n' 'discovery.type: single-node' 'network.host: 127.0.0.1' "http.port: $2" "path.data: $STATE/$1-data" \
    "path.logs: $STATE/$1-logs" 'cluster.routing.allocation.disk.threshold_enabled: false' >"$STATE/$1-config/elasticsearch.yml"
  cat >>"$STATE/$1-config/elasticsearch.yml"
}

# as_nobody NAME COMMAND: Elasticsearch refuses to run as root.
as_nobody() {
  su -s /bin/bash nobody -c "ES_JAVA_HOME='$ES_JAVA_HOME' ES_PATH_CONF='$STATE/$1-config' $2"
}

# launch NAME HEAP
launch() {
  chown -R nobody "$STATE/$1-data" "$STATE/$1-logs" "$STATE/$1-config"
  as_nobody "$1" "ES_JAVA_OPTS='-Xms$2 -Xmx$2' exec setsid '$ELASTICSEARCH_DIR/bin/elasticsearch' -p '$STATE/$1-data/pid'" \
    >"$STATE/$1.out" 2>&1 </dev/null &
}

# await NAME CURL-ARGUMENTS
await() {
  local name=$1
  shift
  for _ in $(seq 120); do
    curl -sf "$@" >/dev/null && return
    sleep 1
  done
  tail -20 "$STATE/$name.out" >&2
  return 1
}

# A certificate of its own, and two accounts: one that may do what docs/operations.md asks for, and one that may do nothing.
secure() {
  local config=$STATE/secure-config
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=du-luan-test -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$config/http.key" -out "$config/http.pem" 2>/dev/null
  cp "$config/http.pem" "$STATE/secure-ca.pem"
  printf '%s\n' 'du-luan:' '  cluster: [monitor, manage_index_templates]' '  indices:' \
    "    - names: ['du-luan-*', 'test-*']" '      privileges: [all]' 'nothing: {}' >"$config/roles.yml"
  chown -R nobody "$config"
  for account in du-luan nothing; do
    # A second start finds them.
    as_nobody secure "'$ELASTICSEARCH_DIR/bin/elasticsearch-users' useradd $account -p '$PASSWORD' -r $account" >/dev/null 2>&1 || true
  done
}

start() {
  mkdir -p "$STATE/redis"
  redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --dir "$STATE/redis" --appendonly yes --appendfsync everysec \
    --maxmemory-policy noeviction --daemonize yes --pidfile "$STATE/redis.pid" --logfile "$STATE/redis.log" >&2
  ES_JAVA_HOME=$(newest_java)
  chown -R nobody "$ELASTICSEARCH_DIR"
  node es "$OPEN_PORT" <<<'xpack.security.enabled: false'
  launch es 1g
  node secure "$SECURE_PORT" <<'SETTINGS'
xpack.security.enabled: true
xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.certificate: http.pem
xpack.security.http.ssl.key: http.key
SETTINGS
  secure
  launch secure 512m
  await es "http://127.0.0.1:$OPEN_PORT/_nodes"
  await secure --cacert "$STATE/secure-ca.pem" -u "du-luan:$PASSWORD" "https://127.0.0.1:$SECURE_PORT/_nodes"
  echo "export TEST_REDIS_URL=redis://127.0.0.1:$REDIS_PORT TEST_ELASTICSEARCH_URL=http://127.0.0.1:$OPEN_PORT"
  echo "export TEST_ELASTICSEARCH_SECURE_URL=https://du-luan:$PASSWORD_IN_URL@127.0.0.1:$SECURE_PORT TEST_ELASTICSEARCH_CA_FILE=$STATE/secure-ca.pem"
}

stop() {
  for file in "$STATE/redis.pid" "$STATE/es-data/pid" "$STATE/secure-data/pid"; do
    [ -f "$file" ] && kill "$(cat "$file")" 2>/dev/null || true
  done
}

"${1:?start or stop}"
