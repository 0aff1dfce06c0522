// Atomic and ordered accesses that are newer than the decoder.
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/scan.h"
#include "tools/isa/sightings.h"
#include "tools/isa/synchronization.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;
using Strings = std::vector<std::string>;

// Every form of what is newer, as binutils' assembler writes it.
constexpr struct {
  std::uint32_t word;
  const char* form;
} kNewerForms[] = {
    {0x192180c0, "swpp"},        {0x19a180c0, "swppa"},
    {0x196180c0, "swppl"},       {0x19e180c0, "swppal"},
    {0x192110c0, "ldclrp"},      {0x19a110c0, "ldclrpa"},
    {0x192130c0, "ldsetp"},      {0x196130c0, "ldsetpl"},
    {0x99411840, "ldiapp"},      {0xd9411840, "ldiapp"},
    {0x99410840, "ldiapp"},      {0xd9410840, "ldiapp"},
    {0x99011840, "stilp"},       {0xd9011840, "stilp"},
    {0x99010840, "stilp"},       {0xd9010840, "stilp"},
    {0x99c00820, "ldapr"},       {0xd9c00820, "ldapr"},
    {0x99800820, "stlr"},        {0xd9800820, "stlr"},
    {0x0d418400, "ldap1"},       {0x4d418400, "ldap1"},
    {0x0d018400, "stl1"},        {0x4d018400, "stl1"},
    {0x1d408820, "ldapur"},      {0x5d408820, "ldapur"},
    {0x9d408820, "ldapur"},      {0xdd408820, "ldapur"},
    {0x1dc08820, "ldapur"},      {0x1d008820, "stlur"},
    {0x5d008820, "stlur"},       {0x9d008820, "stlur"},
    {0xdd008820, "stlur"},       {0x1d9ff820, "stlur"},
    {0x19200841, "rcwcas"},      {0x19a00841, "rcwcasa"},
    {0x19600841, "rcwcasl"},     {0x19e00841, "rcwcasal"},
    {0x59200841, "rcwscas"},     {0x59e00841, "rcwscasal"},
    {0x19200c82, "rcwcasp"},     {0x59200c82, "rcwscasp"},
    {0x59e00c82, "rcwscaspal"},  {0x3820a041, "rcwswp"},
    {0x38a0a041, "rcwswpa"},     {0x3860a041, "rcwswpl"},
    {0x7820a041, "rcwsswp"},     {0x1921a040, "rcwswpp"},
    {0x5921a040, "rcwsswpp"},    {0x59e1a040, "rcwsswppal"},
    {0x38209041, "rcwclr"},      {0x38a09041, "rcwclra"},
    {0x78209041, "rcwsclr"},     {0x19219040, "rcwclrp"},
    {0x59219040, "rcwsclrp"},    {0x3820b041, "rcwset"},
    {0x7820b041, "rcwsset"},     {0x1921b040, "rcwsetp"},
    {0x5921b040, "rcwssetp"},    {0xf83fd1a0, "ld64b"},
    {0xf83f91a0, "st64b"},       {0xf821b154, "st64bv"},
    {0xf821a154, "st64bv0"},     {0x895f7c20, "ldtxr"},
    {0xc95f7c20, "ldtxr"},       {0x89027c20, "sttxr"},
    {0xc9027c20, "sttxr"},       {0x895ffc20, "ldatxr"},
    {0xc95ffc20, "ldatxr"},      {0x8902fc20, "stltxr"},
    {0xc902fc20, "stltxr"},      {0xc9807c41, "cast"},
    {0xc9c07c41, "casat"},       {0xc980fc41, "caslt"},
    {0xc9c0fc41, "casalt"},      {0x49807c82, "caspt"},
    {0x49c07c82, "caspat"},      {0x4980fc82, "casplt"},
    {0x49c0fc82, "caspalt"},     {0x19200441, "ldtadd"},
    {0x59200441, "ldtadd"},      {0x59a00441, "ldtadda"},
    {0x59600441, "ldtaddl"},     {0x59e00441, "ldtaddal"},
    {0x59201441, "ldtclr"},      {0x19203441, "ldtset"},
    {0x59203441, "ldtset"},      {0x19208441, "swpt"},
    {0x59208441, "swpt"},        {0x59e08441, "swptal"},
    {0x5920045f, "ldtadd"},      {0x7c200001, "ldfadd"},
    {0xbc200001, "ldfadd"},      {0xfc200001, "ldfadd"},
    {0xbca00001, "ldfadda"},     {0xbc600001, "ldfaddl"},
    {0xbce00001, "ldfaddal"},    {0xbc204001, "ldfmax"},
    {0xbc205001, "ldfmin"},      {0xbc206001, "ldfmaxnm"},
    {0xbc207001, "ldfminnm"},    {0x3c200001, "ldbfadd"},
    {0x3c204001, "ldbfmax"},     {0x3c205001, "ldbfmin"},
    {0x3c206001, "ldbfmaxnm"},   {0x3c207001, "ldbfminnm"},
    {0x3ce07001, "ldbfminnmal"}, {0x7c20801f, "stfadd"},
    {0xbc20801f, "stfadd"},      {0xbc60801f, "stfaddl"},
    {0xbc20c01f, "stfmax"},      {0xfc20f01f, "stfminnm"},
    {0x3c20801f, "stbfadd"},     {0x3c60f01f, "stbfminnml"},
};

TEST(NewerTest, FindsWhatIsNewerThanTheDecoderOnAArch64) {
  for (const auto& [word, form] : kNewerForms) {
    EXPECT_EQ(Forms(Architecture::kAArch64, Bytes({word})), Strings{form});
  }
}

TEST(NewerTest, NeighboursOfWhatIsNewerAreNot) {
  EXPECT_EQ(Forms(Architecture::kAArch64,
                  Bytes({
                      0xd9200800,  // stg x0, [x0]
                      0xe8000440,  // sttnp x0, x1, [x2]
                      0x0d408400,  // ld1 {v0.d}[0], [x0]
                      0x3c600801,  // ldr h1, [x0, x0]
                      0xbc203001,  // reserved beside ldfadd
                  })),
            Strings{});
}

TEST(NewerTest, FindsWhatIsNewerThanTheDecoderOnX86) {
  EXPECT_EQ(
      Forms(Architecture::kX86_64,
            {
                0x48, 0x0F, 0x38, 0xFC, 0x37,              // aadd [rdi]
                0x66, 0x0F, 0x38, 0xFC, 0x37,              // aand [rdi]
                0xF2, 0x48, 0x0F, 0x38, 0xFC, 0x37,        // aor [rdi]
                0xF3, 0x48, 0x0F, 0x38, 0xFC, 0x37,        // axor [rdi]
                0xC4, 0xE2, 0xF9, 0xE6, 0x37,              // cmpbexadd
                0xC4, 0xC2, 0x79, 0xEF, 0x74, 0x80, 0x10,  // cmpnlexadd
                0xF0, 0xD5, 0x98, 0xC1, 0x00,              // lock xadd [r16]
                0xF0, 0xD5, 0x18, 0x83, 0x40, 0x08, 0x05,  // lock add [r16+8]
                0xF0, 0xD5, 0x10, 0xFF, 0x04, 0x24,        // lock inc [r20]
                0xF0, 0xD5, 0x98, 0xB1, 0x1C, 0x00,        // lock cmpxchg
                0xD5, 0x18, 0x87, 0x01,                    // xchg [r17]
                0x62, 0xFA, 0xFD, 0x08, 0xE6, 0x30,        // cmpbexadd [r16]
                0x62, 0xFC, 0xFC, 0x08, 0xFC, 0x30,        // aadd [r16]
                0xD5, 0x18, 0x01, 0xC0,                    // add r16, rax
                0x62, 0xF4, 0xFC, 0x18, 0x01, 0xCB,        // add rax, rbx, rcx
                0xF0, 0x48, 0x0F, 0xC1, 0x07,              // lock xadd [rdi]
            }),
      (Strings{"aadd", "aand", "aor", "axor", "cmpbexadd", "cmpnlexadd",
               "lock xadd", "lock add", "lock inc", "lock cmpxchg", "xchg",
               "cmpbexadd", "aadd", "lock xadd"}));
}

TEST(NewerTest, OrdersOfWhatIsNewerAreTold) {
  const auto order = [](std::uint32_t word) {
    const Raw code = Bytes({word});
    const Synchronization found = SynchronizationOf(
        Architecture::kAArch64, ScannerFor(Architecture::kAArch64)
                                    .Newer(code, {0, 4})
                                    .value_or(listing::Instruction{}));
    return std::string(found.acquire ? "a" : "") + (found.release ? "l" : "");
  };
  EXPECT_EQ(order(0x192180c0), "");    // swpp
  EXPECT_EQ(order(0x19e180c0), "al");  // swppal
  EXPECT_EQ(order(0x196130c0), "l");   // ldsetpl
  EXPECT_EQ(order(0x19a00841), "a");   // rcwcasa
  EXPECT_EQ(order(0xc9c07c41), "a");   // casat
  EXPECT_EQ(order(0x4980fc82), "l");   // casplt
  EXPECT_EQ(order(0x59e00441), "al");  // ldtaddal
  EXPECT_EQ(order(0x59a0045f), "");    // ldtadda into the zero register
  EXPECT_EQ(order(0xd9411840), "a");   // ldiapp
  EXPECT_EQ(order(0xd9011840), "l");   // stilp
  EXPECT_EQ(order(0x0d018400), "l");   // stl1
  EXPECT_EQ(order(0xbc60801f), "l");   // stfaddl
  EXPECT_EQ(order(0x3ce07001), "al");  // ldbfminnmal
}

}  // namespace
}  // namespace atomics_lab::isa
