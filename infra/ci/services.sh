#!/usr/bin/env bash
# Starts Redis and Elasticsearch for a test run, on loopback and with data that goes away, and prints the variables that tell the
# suites where they are. Usage: eval "$(infra/ci/services.sh start)" … infra/ci/services.sh stop
set -euo pipefail

ELASTICSEARCH_DIR=${ELASTICSEARCH_DIR:-/opt/du-luan-elasticsearch}
STATE=${DU_LUAN_SERVICES_DIR:-/tmp/du-luan-services}
REDIS_PORT=6390
ELASTICSEARCH_PORT=9290

newest_java() {
  for java in $(ls -d /usr/lib/jvm/*/bin/java /opt/java/*/bin/java 2>/dev/null | sort -rV); do
    major=$("$java" -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p')
    if [ "${major:-0}" -ge 21 ]; then dirname "$(dirname "$java")"; return; fi
  done
  echo "Elasticsearch needs Java 21 or newer and none was found in /usr/lib/jvm" >&2
  return 1
}

start() {
  mkdir -p "$STATE/redis" "$STATE/es-data" "$STATE/es-logs" "$STATE/es-config"
  redis-server --port $REDIS_PORT --bind 127.0.0.1 --dir "$STATE/redis" --appendonly yes --appendfsync everysec \
    --maxmemory-policy noeviction --daemonize yes --pidfile "$STATE/redis.pid" --logfile "$STATE/redis.log" >&2
  cp -r "$ELASTICSEARCH_DIR/config/." "$STATE/es-config/"
  printf '%s\n' 'discovery.type: single-node' 'network.host: 127.0.0.1' "http.port: $ELASTICSEARCH_PORT" 'xpack.security.enabled: false' \
    "path.data: $STATE/es-data" "path.logs: $STATE/es-logs" 'cluster.routing.allocation.disk.threshold_enabled: false' >"$STATE/es-config/elasticsearch.yml"
  # Elasticsearch refuses to run as root.
  chown -R nobody "$STATE/es-data" "$STATE/es-logs" "$STATE/es-config" "$ELASTICSEARCH_DIR"
  ES_JAVA_HOME=$(newest_java)
  setsid su -s /bin/bash nobody -c "ES_JAVA_HOME='$ES_JAVA_HOME' ES_PATH_CONF='$STATE/es-config' ES_JAVA_OPTS='-Xms1g -Xmx1g' \
    exec '$ELASTICSEARCH_DIR/bin/elasticsearch' -p '$STATE/es-data/pid'" >"$STATE/es.out" 2>&1 </dev/null &
  for _ in $(seq 120); do
    curl -sf "http://127.0.0.1:$ELASTICSEARCH_PORT/_nodes" >/dev/null && break
    sleep 1
  done
  curl -sf "http://127.0.0.1:$ELASTICSEARCH_PORT/_nodes" >/dev/null || { tail -20 "$STATE/es.out" >&2; exit 1; }
  echo "export TEST_REDIS_URL=redis://127.0.0.1:$REDIS_PORT TEST_ELASTICSEARCH_URL=http://127.0.0.1:$ELASTICSEARCH_PORT"
}

stop() {
  for file in "$STATE/redis.pid" "$STATE/es-data/pid"; do [ -f "$file" ] && kill "$(cat "$file")" 2>/dev/null || true; done
}

"${1:?start or stop}"
