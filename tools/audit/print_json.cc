#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "nlohmann/json.hpp"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/audit/suspect_counts.h"
#include "tools/audit/top.h"
#include "tools/audit/totals.h"
#include "tools/audit/verdict.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using Json = nlohmann::ordered_json;

// Names come out of other people's files: what is no UTF-8 is replaced.
std::string Dump(const Json& json) {
  return json.dump(1, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace) +
         "\n";
}

Json Limits(absl::Span<const std::string_view> lines = kLimits) {
  Json limits = Json::array();
  for (std::string_view limit : lines) limits.push_back(std::string(limit));
  return limits;
}

Json ToJson(const Totals& totals) {
  Json json = Json::object();
  for (const auto& [kind, total] : totals) {
    json[std::string(KindName(kind))] = {{"count", total.count},
                                         {"forms", total.forms},
                                         {"orderings", total.orderings}};
    if (kind == Kind::kSpins) {
      json[std::string(KindName(kind))]["hints"] = total.hints;
    }
  }
  return json;
}

Json ToJson(const Finding& finding) {
  const listing::SourceLine source =
      finding.origin.source.value_or(listing::SourceLine{});
  Json json = {{"kind", KindName(finding.kind)},
               {"form", finding.form},
               {"ordering", finding.ordering},
               {"address", finding.address},
               {"file", source.file},
               {"line", source.line}};
  if (finding.feature != nullptr) json["feature"] = finding.feature->name;
  if (finding.kind == Kind::kSpins) json["hint"] = finding.hint;
  if (finding.suspect != nullptr) {
    json["suspect"] = {{"name", finding.suspect->name},
                       {"error", finding.suspect->error},
                       {"detail", finding.detail},
                       {"reason", finding.suspect->reason},
                       {"section", finding.suspect->section}};
  }
  for (const listing::SourceFrame& frame : finding.origin.frames) {
    json["frames"].push_back({{"file", frame.place.file},
                              {"line", frame.place.line},
                              {"function", frame.function}});
  }
  return json;
}

Json ToJson(const FunctionAudit& function) {
  Json findings = Json::array();
  for (const Finding& finding : function.findings) {
    findings.push_back(ToJson(finding));
  }
  return {{"name", function.name},       {"symbol", function.mangled},
          {"section", function.section}, {"address", function.address},
          {"helper", function.helper},   {"findings", std::move(findings)}};
}

Json ToJson(const ObjectAudit& object) {
  Json functions = Json::array();
  for (const FunctionAudit& function : object.functions) {
    if (function.shown) functions.push_back(ToJson(function));
  }
  Json json = {{"name", object.name},
               {"architecture", listing::ArchitectureName(object.architecture)},
               {"functions", std::move(functions)}};
  if (!object.debug.empty()) json["debug"] = object.debug;
  return json;
}

Json ToJson(const FileAudit& audit) {
  Json objects = Json::array();
  for (const ObjectAudit& object : audit.objects) {
    objects.push_back(ToJson(object));
  }
  Json file = {{"name", audit.name},
               {"verdict", VerdictOf(audit)},
               {"skipped", audit.skipped},
               {"objects", std::move(objects)}};
  LeftOut left_out;
  AddLeftOut(audit, left_out);
  if (left_out.functions != 0) {
    file["left_out"] = {{"functions", left_out.functions},
                        {"findings", left_out.findings}};
  }
  return file;
}

Json ToJson(const FunctionChange& function) {
  Json changes = Json::array();
  for (const Change& change : function.changes) {
    changes.push_back({{"kind", KindName(change.kind)},
                       {"form", change.form},
                       {"difference", change.difference}});
  }
  return {{"name", function.name}, {"changes", std::move(changes)}};
}

}  // namespace

std::string AuditJson(absl::Span<const FileAudit> audits) {
  Json files = Json::array();
  for (const FileAudit& audit : audits) files.push_back(ToJson(audit));
  return Dump({{"totals", ToJson(TotalsOf(audits))},
               {"files", std::move(files)},
               {"limits", Limits()}});
}

std::string AnswersJson(const Question& question,
                        absl::Span<const Answer> answers) {
  Json files = Json::array();
  for (const Answer& answer : answers) {
    Json file = ToJson(answer.audit);
    file["answer"] = AnswerSentence(question, answer);
    file["found"] = answer.found;
    file["guarded"] = answer.guarded;
    file["features"] = answer.features;
    files.push_back(std::move(file));
  }
  return Dump(
      {{"question",
        question.baseline.has_value() ? question.baseline->name : "lse"},
       {"files", std::move(files)},
       {"limits", Limits(kAnswerLimits)}});
}

std::string SuspectsJson(absl::Span<const FileAudit> audits) {
  Json files = Json::array();
  for (const FileAudit& audit : audits) {
    const SuspectCounts counts = CountSuspects(audit);
    Json file = ToJson(audit);
    file.erase("verdict");
    file["errors"] = counts.errors;
    file["hints"] = counts.hints;
    files.push_back(std::move(file));
  }
  return Dump(
      {{"files", std::move(files)}, {"limits", Limits(kSuspectLimits)}});
}

std::string ComparisonJson(const Comparison& comparison) {
  Json functions = Json::array();
  for (const FunctionChange& function : comparison.functions) {
    functions.push_back(ToJson(function));
  }
  return Dump({{"old", comparison.old_name},
               {"new", comparison.new_name},
               {"totals",
                {{"old", ToJson(comparison.old_totals)},
                 {"new", ToJson(comparison.new_totals)}}},
               {"functions", std::move(functions)},
               {"limits", Limits()}});
}

}  // namespace atomics_lab::audit
