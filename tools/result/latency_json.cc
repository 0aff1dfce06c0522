#include "tools/result/latency_json.h"

#include "nlohmann/json.hpp"
#include "tools/result/latency.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json WritePercentiles(const Percentiles& percentiles) {
  return {{"count", percentiles.count},
          {"p50", percentiles.p50},
          {"p99", percentiles.p99},
          {"p999", percentiles.p999},
          {"most", percentiles.most}};
}

Percentiles ReadPercentiles(const Reader& in) {
  Percentiles percentiles;
  percentiles.count = in.Member("count").Unsigned();
  in.Read("p50", percentiles.p50);
  in.Read("p99", percentiles.p99);
  in.Read("p999", percentiles.p999);
  in.Read("most", percentiles.most);
  return percentiles;
}

LatencyRow ReadRow(const Reader& in) {
  LatencyRow row;
  in.Read("counter", row.counter);
  in.Read("threads", row.threads);
  in.Read("hint", row.hint);
  in.Read("repetitions", row.repetitions);
  row.ns = ReadPercentiles(in.Member("ns"));
  return row;
}

}  // namespace

Json WriteLatency(const Latency& latency) {
  Json rows = Json::array();
  for (const LatencyRow& row : latency.rows) {
    rows.push_back({{"counter", row.counter},
                    {"threads", row.threads},
                    {"hint", row.hint},
                    {"repetitions", row.repetitions},
                    {"ns", WritePercentiles(row.ns)}});
  }
  return {{"clock", latency.clock},
          {"tick_ns", latency.tick_ns},
          {"error", latency.error},
          {"run_seconds", latency.run_seconds},
          {"repetitions", latency.repetitions},
          {"nothing", WritePercentiles(latency.nothing)},
          {"rows", rows}};
}

Latency ReadLatency(const Reader& in) {
  Latency latency;
  in.Read("clock", latency.clock);
  in.Read("tick_ns", latency.tick_ns);
  in.Read("error", latency.error);
  in.Read("run_seconds", latency.run_seconds);
  in.Read("repetitions", latency.repetitions);
  latency.nothing = ReadPercentiles(in.Member("nothing"));
  in.ReadArray("rows", latency.rows, ReadRow);
  return latency;
}

}  // namespace atomics_lab::result
