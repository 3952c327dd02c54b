#include "aurora/core/time.h"
#include "aurora/formats/registry.h"

#include "formats/mpt_export.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <map>

// What EC-Lab prints above the columns of its text exports, against what is read from settings and log.

namespace aurora::formats {

namespace {

constexpr std::string_view zone = "Europe/Zurich";

/// The header of an export by the labels of its lines; of several lines with one label the first counts.
class Header
{
public:
    explicit Header(const test::MptExport& mpt) : m_lines(mpt.headerLines)
    {
        for (const std::string& line : m_lines) {
            const std::size_t colon = line.find(" : ");
            if (colon != std::string::npos) {
                m_values.emplace(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 3)));
            }
        }
    }

    /// Nothing where the line is missing or says nothing.
    [[nodiscard]] std::optional<std::string> value(const std::string& label) const
    {
        const auto found = m_values.find(label);
        return found != m_values.end() && !found->second.empty() ? std::optional(found->second) : std::nullopt;
    }

    [[nodiscard]] std::string line(std::size_t number) const { return std::string(trimmed(m_lines.at(number))); }

    /// "11.50" of "Internet server v11.50 (firmware)"
    [[nodiscard]] std::optional<std::string> version(std::string_view label) const
    {
        for (const std::string& line : m_lines) {
            const std::size_t at = line.find(std::string(label) + " v");
            if (at != std::string::npos) {
                const std::string rest = line.substr(at + label.size() + 2);
                return rest.substr(0, rest.find(' '));
            }
        }
        return std::nullopt;
    }

private:
    std::vector<std::string> m_lines;
    std::map<std::string, std::string> m_values;
};

/// MM/DD/YYYY HH:MM:SS.fff in local time.
double utsOf(const std::string& text)
{
    const std::string iso = text.substr(6, 4) + "-" + text.substr(0, 2) + "-" + text.substr(3, 2) + text.substr(10);
    return parseTimestamp(iso, zone).value();
}

/// "7 (SN 70387)" of the two keys; the serial number filled to the four digits that are printed.
std::string withSerial(const Json& job, const char* name, const char* serial)
{
    std::string number = job[serial].is_string() ? job[serial].get<std::string>() : job[serial].dump();
    number.insert(0, 4 - std::min<std::size_t>(number.size(), 4), '0');
    return job[name].get<std::string>() + " (SN " + number + ")";
}

/// "2.413 mA.h"
struct Quantity
{
    test::PrintedNumber number;
    std::string unit;
};

std::optional<Quantity> quantityOf(const std::optional<std::string>& text)
{
    if (!text) {
        return std::nullopt;
    }
    const std::size_t blank = text->find(' ');
    const auto number = test::printedNumber(text->substr(0, blank));
    return number ? std::optional(Quantity{*number, text->substr(blank + 1)}) : std::nullopt;
}

class MprHeader : public testing::TestWithParam<const char*>
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "the corpus is not here";
        }
        const std::string stem = GetParam();
        m_header.emplace(test::readMpt(*corpus / "eclab" / (stem + ".mpt")));
        m_recording = readRecording(*corpus / "eclab" / (stem + ".mpr"), {});
    }

    [[nodiscard]] const Json& job() const { return m_recording.jobData; }

    std::optional<Header> m_header;
    Recording m_recording;
};

TEST_P(MprHeader, SaysTheSameTechniqueStartAndDevice)
{
    EXPECT_EQ(job()["Technique title"], m_header->line(3));
    EXPECT_NEAR(m_recording.start_uts.value(), utsOf(m_header->value("Acquisition started on").value()), 6e-4);
    if (const auto start = m_header->value("Technique started on")) {
        EXPECT_NEAR(m_recording.series.uts.front(), utsOf(*start), 2e-3);
    }
    EXPECT_EQ(withSerial(job(), "Channel", "Channel SN"), m_header->value("Run on channel"));
    EXPECT_EQ(withSerial(job(), "Device", "Device SN"), m_header->value("Device"));
    EXPECT_EQ(job()["EC-Lab version"], m_header->version("for windows").value());
    EXPECT_EQ(job()["Internet server version"], m_header->version("Internet server").value());
    EXPECT_EQ(job()["Command interpretor version"], m_header->version("Command interpretor").value());
    EXPECT_EQ(m_recording.finished, true);
}

TEST_P(MprHeader, SaysTheSameOfTheCell)
{
    for (const char* label : {"Electrode material", "Electrolyte", "Address"}) {
        if (const auto text = m_header->value(label)) {
            EXPECT_EQ(job()[label], *text);
        }
    }
    if (const auto comment = m_header->value("Comments")) {
        EXPECT_EQ(split(job()["Comments"].get<std::string>(), '\n').front(), *comment);
    }
    if (const auto mass = quantityOf(m_header->value("Mass of active material"))) {
        EXPECT_NEAR(job()["Mass of active material (mg)"].get<double>(), mass->number.value, 5.1e-4);
    }
    for (const std::string label : {"Electrode surface area", "Characteristic mass"}) {
        if (const auto printed = quantityOf(m_header->value(label))) {
            EXPECT_NEAR(job()[label].get<double>(), printed->number.value, 5.1e-4) << label;
            EXPECT_EQ(job()[label + " unit"], printed->unit);
        }
    }
    // Whatever unit it is shown in, the capacity is stored in mA·h.
    if (const auto capacity = quantityOf(m_header->value("Battery capacity"))) {
        const double shown_mAh = capacity->unit == "A.h" ? 1000.0 : capacity->unit == "mA.h" ? 1.0 : 0.001;
        EXPECT_NEAR(job()["Battery capacity (mA.h)"].get<double>(), capacity->number.value * shown_mAh,
                    5.1e-4 * shown_mAh);
        EXPECT_EQ(job()["Battery capacity display unit"], capacity->unit);
    }
}

TEST_P(MprHeader, SaysTheSameLoops)
{
    // "Loop 1 from point number 34 to 68"
    const auto loops = m_header->value("Number of loops");
    ASSERT_EQ(job().contains("Loops"), loops.has_value());
    if (!loops) {
        return;
    }
    const auto count = static_cast<std::size_t>(parseInteger(*loops).value());
    ASSERT_EQ(job()["Loops"].size(), count + 1);
    std::size_t at = 0;
    while (!m_header->line(at).starts_with("Loop 0 from")) {
        ++at;
    }
    for (std::size_t loop = 0; loop < count; ++loop) {
        const std::size_t first = job()["Loops"][loop].get<std::size_t>();
        const std::size_t last = job()["Loops"][loop + 1].get<std::size_t>() - 1;
        EXPECT_EQ(m_header->line(at + loop), "Loop " + std::to_string(loop) + " from point number " +
                                                 std::to_string(first) + " to " + std::to_string(last));
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, MprHeader,
                         testing::Values("ca", "coc.issue_185", "cov.issue_185", "cp", "cp.issue_61", "cv",
                                         "gcpl.issue_149", "geis", "lsv", "mb", "mb.issue_149", "ocv", "peis",
                                         "vsp_ocv_wo", "wait", "zir"),
                         [](const auto& testInfo) {
                             std::string name = testInfo.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

}  // namespace

}  // namespace aurora::formats
