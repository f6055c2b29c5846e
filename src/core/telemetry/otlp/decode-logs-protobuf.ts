import type { LogRecord } from '../../store/logs/log-record.ts';
import { readGroups } from './decode-protobuf-groups.ts';
import { fieldsUpTo, readAnyValue, readAttribute } from './decode-protobuf-value.ts';
import { ZERO_TRACE_ID } from './decoded-groups.ts';
import { emptyLog, LogCollector, severityNumber, type DecodedLogs } from './decoded-logs.ts';
import { BYTES, FIXED32, FIXED64, VARINT, type ProtobufReader } from './protobuf-reader.ts';

const NAMES = { request: 'ExportLogsServiceRequest', resourceGroup: 'ResourceLogs', scopeGroup: 'ScopeLogs' };
/** Field 4 was a name and is reserved. */
const LOG_FIELDS = fieldsUpTo(12) & ~(1 << 4);

/**
 * Decodes an ExportLogsServiceRequest from protobuf in one pass. Field numbers: opentelemetry-proto 1.11, logs.proto.
 * @throws SignalboxError OTLP_MALFORMED with the byte offset
 */
export function decodeLogsProtobuf(body: Uint8Array): DecodedLogs {
  const collector = new LogCollector();
  readGroups(body, NAMES, (reader, resource, scope) => {
    collector.add(readLog(reader, emptyLog(resource, scope)));
  });
  return collector.result();
}

function readLog(reader: ProtobufReader, log: LogRecord): LogRecord {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (1 << 3) | FIXED64:
        log.timeUnixNano = reader.fixed64();
        break;
      case (2 << 3) | VARINT:
        log.severityNumber = severityNumber(reader.uint32());
        break;
      case (3 << 3) | BYTES:
        log.severityText = reader.string();
        break;
      case (5 << 3) | BYTES:
        log.body = readAnyValue(reader, 0);
        break;
      case (6 << 3) | BYTES:
        readAttribute(reader, log.attributes);
        break;
      case (9 << 3) | BYTES:
        log.traceId = reader.traceId(ZERO_TRACE_ID);
        break;
      case (10 << 3) | BYTES:
        log.spanId = reader.spanId(null);
        break;
      case (11 << 3) | FIXED64:
        log.observedUnixNano = reader.fixed64();
        break;
      default:
        readRareLogField(reader, log, tag);
    }
  }
  reader.leave(outer);
  return log;
}

function readRareLogField(reader: ProtobufReader, log: LogRecord, tag: number): void {
  switch (tag) {
    case (7 << 3) | VARINT:
      log.droppedAttributes = reader.uint32();
      break;
    case (8 << 3) | FIXED32:
      log.flags = reader.fixed32();
      break;
    case (12 << 3) | BYTES:
      log.eventName = reader.string();
      break;
    default:
      reader.skip(tag, 'LogRecord', LOG_FIELDS);
  }
}
