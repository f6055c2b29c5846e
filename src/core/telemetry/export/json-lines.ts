import type { SelectedTrace, TraceSelectionReader } from '../../store/index.ts';
import { encodeTracesJson } from '../otlp/index.ts';
import { toSpan } from '../whole-span.ts';
import type { SpanRecord } from '../../store/span-record.ts';

/** A trace a line, as GET /api/v1/observability/traces/:traceId answers it. Written span by span, however long it gets. */
export function* jsonLines(reader: TraceSelectionReader, onTrace: () => void): Generator<string> {
  for (const trace of reader.traces()) {
    yield* jsonLine(reader, trace);
    onTrace();
  }
}

function* jsonLine(reader: TraceSelectionReader, trace: SelectedTrace): Generator<string> {
  let isFirst = true;
  for (const span of reader.spans(trace)) {
    const before = isFirst ? `{"traceId":${JSON.stringify(trace.traceId)},"spans":[` : ',';
    isFirst = false;
    yield before + JSON.stringify(toSpan(span));
  }
  if (!isFirst) yield ']}\n';
}

/** Spans and characters of attributes that a line of OTLP/JSON has at most, unless one span alone has more. */
const MAX_SPANS = 512;
const MAX_LINE_CHARACTERS = 1024 * 1024;

/**
 * Lines of OTLP/JSON, each an ExportTraceServiceRequest of one trace's spans: what the file receiver of an OpenTelemetry
 * collector (otlpjsonfile) reads, and any OTLP door takes line by line. A long trace is spread over several lines.
 */
export function* otlpLines(reader: TraceSelectionReader, onTrace: () => void): Generator<string> {
  for (const trace of reader.traces()) {
    let spans: SpanRecord[] = [];
    let characters = 0;
    for (const { span } of reader.spans(trace)) {
      spans.push(span);
      characters += charactersOf(span);
      if (spans.length < MAX_SPANS && characters < MAX_LINE_CHARACTERS) continue;
      yield `${encodeTracesJson(spans)}\n`;
      spans = [];
      characters = 0;
    }
    if (spans.length > 0) yield `${encodeTracesJson(spans)}\n`;
    onTrace();
  }
}

/** About how long a span's text will be: of strings at the top of its attributes, which is where the long ones are. */
function charactersOf({ name, attributes, events }: SpanRecord): number {
  const groups = [attributes, ...events.map((event) => event.attributes)];
  return groups.reduce(
    (sum, group) =>
      Object.values(group).reduce<number>(
        (length, value) => length + (typeof value === 'string' ? value.length : 0),
        sum,
      ),
    name.length,
  );
}
