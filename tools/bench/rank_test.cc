#include "tools/bench/rank_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <span>
#include <vector>

namespace atomics_lab::bench {
namespace {

// U of the second group: the pairs in which its value is the greater one.
double GreaterPairs(std::span<const double> first,
                    std::span<const double> second) {
  constexpr double kTie = 0.5;
  double pairs = 0;
  for (const double b : second) {
    for (const double a : first) {
      if (b > a) pairs += 1;
      if (b == a) pairs += kTie;
    }
  }
  return pairs;
}

// How many values are equal, for each value that there is.
std::map<double, double> Multiplicities(std::span<const double> first,
                                        std::span<const double> second) {
  std::map<double, double> counts;
  for (const double a : first) counts[a] += 1;
  for (const double b : second) counts[b] += 1;
  return counts;
}

// For each U, the number of ways to order m and n values that have it. By the
// recurrence w(m, n, u) = w(m - 1, n, u - n) + w(m, n - 1, u): the greatest of
// all values is one of either group.
std::vector<double> WaysForEachU(std::size_t m, std::size_t n) {
  std::vector<std::vector<double>> shorter(n + 1, {1.0});  // no value of m's
  for (std::size_t i = 1; i <= m; ++i) {
    std::vector<std::vector<double>> next(n + 1);
    next[0] = {1.0};
    for (std::size_t j = 1; j <= n; ++j) {
      std::vector<double>& ways = next[j];
      ways = next[j - 1];
      ways.resize(i * j + 1);
      for (std::size_t u = 0; u < shorter[j].size(); ++u) {
        ways[u + j] += shorter[j][u];
      }
    }
    shorter = std::move(next);
  }
  return shorter[n];
}

// The part of all orders that lie as far from the middle as `u`, or farther.
double ExactP(double u, std::size_t m, std::size_t n) {
  const std::vector<double> ways = WaysForEachU(m, n);
  const double middle = static_cast<double>(m * n) / 2;
  const double distance = std::abs(u - middle);
  double all = 0;
  double far = 0;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    all += ways[i];
    if (std::abs(static_cast<double>(i) - middle) >= distance) far += ways[i];
  }
  return far / all;
}

double NormalP(double u, double m, double n,
               const std::map<double, double>& counts) {
  constexpr double kContinuity = 0.5;
  const double all = m + n;
  double ties = 0;
  for (const auto& [value, count] : counts) {
    ties += count * count * count - count;
  }
  const double variance = m * n / 12 * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  const double distance = std::max(std::abs(u - m * n / 2) - kContinuity, 0.0);
  return std::erfc(distance / std::sqrt(variance) / std::numbers::sqrt2);
}

}  // namespace

RankTest MannWhitney(std::span<const double> first,
                     std::span<const double> second) {
  if (first.empty() || second.empty()) return {};
  const double u = GreaterPairs(first, second);
  const auto m = static_cast<double>(first.size());
  const auto n = static_cast<double>(second.size());
  const std::map<double, double> counts = Multiplicities(first, second);
  const bool ties = counts.size() < first.size() + second.size();
  return {.p = ties ? NormalP(u, m, n, counts)
                    : ExactP(u, first.size(), second.size()),
          .superiority = u / (m * n)};
}

}  // namespace atomics_lab::bench
