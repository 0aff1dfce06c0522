// Which names somebody may have meant.
#ifndef ATOMICS_LAB_TOOLS_TEXT_NEAR_NAMES_H_
#define ATOMICS_LAB_TOOLS_TEXT_NEAR_NAMES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::text {

// The number of single-character insertions, deletions, replacements and
// exchanges of two neighbours that turn `a` into `b` (each place is changed at
// most once), or `limit + 1` if it takes more than `limit`.
std::size_t EditDistance(std::string_view a, std::string_view b,
                         std::size_t limit);

// Gathers the names nearest to a query out of any number of names.
class NearNames {
 public:
  // How many names are kept.
  static constexpr std::size_t kMost = 5;

  explicit NearNames(std::string_view query);

  // Considers `name`, to be shown as `shown`. Near is what differs by at most
  // a third of the query's characters or contains the query.
  void Consider(std::string_view name, std::string_view shown);

  // Guarantees: nearest first, then the shortest, then by alphabet; no name
  // twice.
  std::vector<std::string> Nearest() const;

 private:
  struct Candidate {
    std::size_t distance = 0;
    std::size_t length = 0;  // of `shown`
    std::string shown;

    auto operator<=>(const Candidate&) const = default;
  };

  std::string query_;
  std::size_t limit_;
  std::vector<Candidate> candidates_;  // sorted, at most kMost
};

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_NEAR_NAMES_H_
