#pragma once

#include "formats/tomato/snapshot_text.h"

#include "aurora/formats/reader.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace aurora::formats::tomato {

/// A quantity of `raw`, by the name it has there.
struct RawQuantity
{
    enum class Role : std::uint8_t
    {
        Other,
        Voltage,
        Current,
        CycleNumber,
        LoopNumber,
        Index,
        Technique
    };

    std::string key;   ///< as it stands in the file, with its escapes
    std::string name;  ///< what the key means
    std::string unit;  ///< of the first record that says one
    Role role = Role::Other;
    bool isMeasured = false;  ///< an object with n, s, u
    bool isText = false;
    bool isWhole = true;          ///< all its numbers are integers that a double holds exactly
    std::size_t present = 0;      ///< records that have it
    std::size_t unreadable = 0;   ///< values that are lists or objects of another kind
    std::size_t otherUnits = 0;   ///< values in another unit than the first
    std::vector<double> numbers;  ///< may end before the last record; filled on request, like the two below
    std::vector<double> uncertainties;
    std::vector<std::string> texts;
};

/// What records hold; the first columns have an entry a record.
struct Records
{
    static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();

    std::vector<double> uts;
    std::vector<float> voltage_V;
    std::vector<float> current_A;
    std::vector<std::int32_t> cycleNumber;  ///< none where the record has none; so are the next two
    std::vector<std::int32_t> loopNumber;
    std::vector<std::int32_t> index;
    std::vector<std::int16_t> technique;
    std::vector<std::size_t> withoutVoltage;               ///< records that have no `Ewe` at all
    std::vector<std::string> fileNames;                    ///< filled on request
    std::set<std::string, std::less<>> unknownTechniques;  ///< a few of them
    std::vector<RawQuantity> quantities;

    [[nodiscard]] std::size_t size() const noexcept { return uts.size(); }

    /// Forgets the records, and keeps the names of the quantities.
    void clear();
    /// Puts other records behind these.
    void append(Records&& others);
};

/// Turns runs of records into columns. One parser serves one thread.
class RecordParser
{
public:
    explicit RecordParser(AllColumns allColumns);
    ~RecordParser();
    RecordParser(RecordParser&&) noexcept;
    RecordParser& operator=(RecordParser&&) noexcept;

    /// The records of the run are put in place of those there.
    /// @throws FormatError naming the byte in the file
    void parse(RecordRun& run, Records& records);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace aurora::formats::tomato
