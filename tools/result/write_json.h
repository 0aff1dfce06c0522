// What all writers of JSON here do alike.
#ifndef ATOMICS_LAB_TOOLS_RESULT_WRITE_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_WRITE_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"

namespace atomics_lab::result {

template <typename T, typename WriteElement>
nlohmann::ordered_json WriteArray(const std::vector<T>& values,
                                  WriteElement write) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const T& value : values) json.push_back(write(value));
  return json;
}

// A text that is empty is left out.
inline void WriteIfAny(std::string_view key, const std::string& text,
                       nlohmann::ordered_json& json) {
  if (!text.empty()) json[key] = text;
}

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_WRITE_JSON_H_
