// Many numbers, summed up.
#ifndef ATOMICS_LAB_TOOLS_RESULT_SPREAD_H_
#define ATOMICS_LAB_TOOLS_RESULT_SPREAD_H_

namespace atomics_lab::result {

// A median with its quartiles; upper - lower is the interquartile range.
struct Spread {
  double median = 0;
  double lower = 0;  // quartile
  double upper = 0;  // quartile

  friend bool operator==(const Spread&, const Spread&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_SPREAD_H_
