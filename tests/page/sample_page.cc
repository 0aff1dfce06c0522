// Prints a page with one of everything, the text of a file wherever a name can
// stand: sample_page FILE
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "sample_page takes one argument: FILE\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)),
                         std::istreambuf_iterator<char>());
  namespace report = atomics_lab::report;
  atomics_lab::result::Results results = report::ResultsFullOf(text);
  results.steppers = {report::StepperFullOf(text)};
  std::cout << report::RenderHtml(results);
}
