import type { LogRecord } from '../../store/logs/log-record.ts';
import { readJsonGroups, SPAN_ID, TRACE_ID } from './decode-json-groups.ts';
import { readAttributes, readValue } from './decode-json-value.ts';
import { emptyLog, LogCollector, severityNumber, type DecodedLogs } from './decoded-logs.ts';
import type { JsonFields, JsonObject } from './json-fields.ts';

const KEYS = { resourceGroups: 'resourceLogs', scopeGroups: 'scopeLogs', items: 'logRecords' };

/** SEVERITY_NUMBER_TRACE is 1, TRACE2 is 2, and so on, four for each name. */
const SEVERITY_NAMES = [
  'SEVERITY_NUMBER_UNSPECIFIED',
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((name) =>
    ['', '2', '3', '4'].map((step) => `SEVERITY_NUMBER_${name}${step}`),
  ),
];

/**
 * Decodes an ExportLogsServiceRequest from OTLP/JSON, as decodeTracesJson does an export of spans.
 * @throws SignalboxError OTLP_MALFORMED with the JSON path
 */
export function decodeLogsJson(body: Uint8Array): DecodedLogs {
  return readJsonGroups(body, KEYS, () => {
    const collector = new LogCollector();
    return {
      readItem: (fields, json, resource, scope) =>
        collector.add(readLog(fields, json, emptyLog(resource, scope))),
      result: () => collector.result(),
    };
  });
}

function readLog(fields: JsonFields, json: JsonObject, log: LogRecord): LogRecord {
  log.traceId = fields.identifier(json, 'traceId', TRACE_ID);
  log.spanId = fields.identifier(json, 'spanId', SPAN_ID);
  log.timeUnixNano = fields.time(json, 'timeUnixNano');
  log.observedUnixNano = fields.time(json, 'observedTimeUnixNano');
  log.severityNumber = severityNumber(fields.enumeration(json, 'severityNumber', SEVERITY_NAMES));
  log.severityText = fields.string(json, 'severityText');
  log.body = readValue(fields, json, 'body');
  readAttributes(fields, json, 'attributes', log.attributes);
  log.droppedAttributes = fields.uint32(json, 'droppedAttributesCount');
  log.flags = fields.uint32(json, 'flags');
  log.eventName = fields.string(json, 'eventName');
  return log;
}
