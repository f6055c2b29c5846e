import type { LogRecord } from '../../../store/logs/log-record.ts';
import { anyValueJson, attributesJson, resourceJson, scopeJson } from '../encode-json.ts';

/** Log records as the text of an ExportLogsServiceRequest in OTLP/JSON: each in a group of its own. */
export function encodeLogsJson(logs: readonly LogRecord[]): string {
  const resourceLogs = logs.map((log) => ({
    resource: resourceJson(log.resource),
    schemaUrl: log.resource.schemaUrl,
    scopeLogs: [{ scope: scopeJson(log.scope), schemaUrl: log.scope.schemaUrl, logRecords: [logJson(log)] }],
  }));
  return JSON.stringify({ resourceLogs });
}

function logJson(log: LogRecord): object {
  return {
    traceId: log.traceId ?? '',
    spanId: log.spanId ?? '',
    timeUnixNano: log.timeUnixNano.toString(),
    observedTimeUnixNano: log.observedUnixNano.toString(),
    severityNumber: log.severityNumber,
    severityText: log.severityText,
    body: anyValueJson(log.body),
    attributes: attributesJson(log.attributes),
    droppedAttributesCount: log.droppedAttributes,
    flags: log.flags,
    eventName: log.eventName,
  };
}
