#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Where things lie in an EC-Lab `.mpr` file. Numbers are little-endian, offsets count from the beginning of the thing
/// they belong to. What was checked against EC-Lab's own exports is said in docs/file-formats.md.
namespace aurora::formats::eclab {

/// How a value is stored. The digit is its size in bytes; Text is one length byte and that many bytes of Windows-1252.
enum class Stored : std::uint8_t
{
    None,
    U1,
    U2,
    U4,
    F4,
    F8,
    Flag,
    Text
};

/// Bytes that a value adds to its record; 0 for Flag (all flags share one byte) and Text.
[[nodiscard]] constexpr std::size_t widthOf(Stored stored)
{
    constexpr std::array<std::size_t, 8> widths{0, 1, 2, 4, 4, 8, 0, 0};
    return widths[static_cast<std::size_t>(stored)];
}

/// How far a fact was checked.
enum class Mark : std::uint8_t
{
    Verified,       ///< equal to exports, with values other than zero
    OnlyZeros,      ///< position checked, every value seen was 0 or empty
    LowByte,        ///< equal to exports in its lowest byte; the upper ones were 0 in every file
    SizeOnly,       ///< no export to compare with: record sizes fit and the values make sense
    ByAnalogy,      ///< follows a pattern; no file shows it
    PublicSources,  ///< told by others, in no file
};

// --- The file and its modules ----------------------------------------------------------------------------------------

/// The file header: `fileMagic`, byte 0x1A, 25 blanks, 4 zero bytes.
inline constexpr std::string_view fileMagic = "BIO-LOGIC MODULAR FILE";
inline constexpr std::size_t fileHeaderSize = 52;

inline constexpr std::string_view moduleMagic = "MODULE";
inline constexpr std::size_t moduleShortNameOffset = 6;
inline constexpr std::size_t moduleShortNameSize = 10;  ///< padded with blanks
inline constexpr std::size_t moduleLongNameOffset = 16;
inline constexpr std::size_t moduleLongNameSize = 25;  ///< padded with blanks
inline constexpr std::size_t moduleDateSize = 8;       ///< `mm/dd/yy`, also with `-` or `.`

/// A module begins with one of two headers; one file never mixes them.
struct ModuleHeader
{
    std::size_t size;        ///< of the header; the body follows
    std::size_t length;      ///< u4: bytes of the body
    std::size_t version;     ///< u4: 2 or 3 for old data, else 0
    std::size_t newVersion;  ///< u4: 11 for data, 10 for other modules; 0 where the header has none
    std::size_t date;
};

/// EC-Lab up to 11.46, BT-Lab.
inline constexpr ModuleHeader oldModuleHeader{.size = 57, .length = 41, .version = 45, .newVersion = 0, .date = 49};
/// EC-Lab from 11.50 on. At `newHeaderMarkOffset` it has `newHeaderMark`, which no length can be.
inline constexpr ModuleHeader newModuleHeader{.size = 65, .length = 45, .version = 49, .newVersion = 53, .date = 57};
inline constexpr std::size_t newHeaderMarkOffset = 41;
inline constexpr std::uint32_t newHeaderMark = 0xFFFFFFFF;
inline constexpr std::uint32_t newModuleVersion = 10;  ///< newVersion of all modules but data

inline constexpr std::string_view settingsModule = "VMP Set";
inline constexpr std::string_view settingsLongName = "VMP settings";
inline constexpr std::string_view externalDeviceModule = "VMP ExtDev";
inline constexpr std::string_view dataModule = "VMP data";
inline constexpr std::string_view dataLongName = "VMP data";
inline constexpr std::string_view logModule = "VMP LOG";
inline constexpr std::string_view logLongName = "VMP LOG";
inline constexpr std::string_view loopModule = "VMP loop";
inline constexpr std::string_view loopLongName = "VMP expt. loop indexes";

// --- Body of `VMP data` ----------------------------------------------------------------------------------------------

inline constexpr std::size_t rowCountOffset = 0;     ///< u4
inline constexpr std::size_t columnCountOffset = 4;  ///< u1

/// Column IDs of one or two bytes begin at `columnIds`, rows (without gaps, to the end of the body) at `rows`.
struct DataLayout
{
    std::uint32_t version;
    std::size_t columnIds;
    std::size_t idSize = 2;
    std::size_t rows;
    std::optional<std::size_t> one;  ///< a single byte 1 between zeros
    Mark mark;
};

inline constexpr std::array dataLayouts{
    DataLayout{
        .version = 0, .columnIds = 5, .idSize = 1, .rows = 100, .one = {}, .mark = Mark::PublicSources},  // very old
    DataLayout{.version = 2, .columnIds = 5, .rows = 0x195, .one = {}, .mark = Mark::Verified},
    DataLayout{.version = 3, .columnIds = 5, .rows = 0x196, .one = 0x195, .mark = Mark::Verified},
    DataLayout{.version = 10, .columnIds = 6, .rows = 0x3EF, .one = 0x3EE, .mark = Mark::PublicSources},
    DataLayout{.version = 11, .columnIds = 6, .rows = 0x3EF, .one = 0x3EE, .mark = Mark::Verified},
};

/// The layout of a version of the data module, or nullptr.
[[nodiscard]] constexpr const DataLayout* findDataLayout(std::uint32_t version)
{
    for (const DataLayout& layout : dataLayouts) {
        if (layout.version == version) {
            return &layout;
        }
    }
    return nullptr;
}

/// Bit of the flag byte that is set in the last row of a finished run, and of each pass of a loop.
inline constexpr std::uint8_t lastRowFlag = 0x40;

// --- Fields of `VMP Set`, `VMP LOG`, `VMP ExtDev` --------------------------------------------------------------------

/// One field of a module: where it is and under which key it stands in the job data (mpr_job_data.h).
struct ModuleField
{
    std::size_t offset;
    Stored stored;
    std::string_view key;
    Mark mark = Mark::Verified;
};

[[nodiscard]] std::span<const ModuleField> setFields();
[[nodiscard]] std::span<const ModuleField> logFields();
/// Two groups, Analog IN 1 and 2, each `name`, `max (V)`, `min (V)`, `value at max`, `value at min`. The offsets are
/// those of files with the old module header; in the new one everything is one byte later.
[[nodiscard]] std::span<const ModuleField> analogInFields(int input);

/// The field of that key. @throws Error when the table has none (a mistake in the program)
[[nodiscard]] const ModuleField& setField(std::string_view key);
[[nodiscard]] const ModuleField& logField(std::string_view key);

inline constexpr std::size_t setCommentsRoom = 255;   ///< bytes of text the comment has room for
inline constexpr std::size_t logStartOffset = 0x249;  ///< f8: days since 1899-12-30, local time

// --- Parameters at the end of `VMP Set` ------------------------------------------------------------------------------
//
// P − 5  u1  version of the parameter structure (mpr_parameters.h)
// P − 4  u4  L
// P      u2  sequences, then u2 parameters of a sequence
// P + 4      the records, each (L − 260) / sequences bytes, then 256 zero bytes
// P + L      154 bytes to the end of the body
//
// P is the place below for which P + L + 154 is the length of the body.

inline constexpr std::array<std::size_t, 4> parameterPlaces{0x572, 0x1845, 0x1846, 0x1847};
inline constexpr std::size_t parametersVersionBefore = 5;
inline constexpr std::size_t parametersLengthBefore = 4;
inline constexpr std::size_t parametersHead = 4;     ///< the two u2 at P
inline constexpr std::size_t parametersZeros = 256;  ///< after the records
inline constexpr std::size_t parametersOverhead = parametersHead + parametersZeros;
inline constexpr std::size_t settingsTail = 154;  ///< after the parameters

}  // namespace aurora::formats::eclab
