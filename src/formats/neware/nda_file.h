#pragma once

#include "aurora/formats/neware/nda_layout.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// One `.nda` file, seen as a sequence of records. Does not own its bytes.
class NdaFile
{
public:
    /// @throws FormatError without the file's name: no Neware file, a version that is not known, records that lie
    ///         outside of the file or have no known size
    explicit NdaFile(std::span<const std::uint8_t> bytes);

    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept { return m_bytes; }

    [[nodiscard]] int version() const noexcept { return m_version; }

    /// 0 before BTS 9.
    [[nodiscard]] int recordVersion() const noexcept { return m_recordVersion; }

    [[nodiscard]] const NdaLayout& layout() const noexcept { return *m_layout; }

    /// As much as there is of the block that tells of the test.
    [[nodiscard]] std::span<const std::uint8_t> testInfo() const;

    /// Current range of the channel; 0 where the file does not tell.
    [[nodiscard]] std::int32_t deviceRange_mA() const;

    /// Number of whole records of any kind.
    [[nodiscard]] std::size_t size() const;

    /// The file ends before all of its last record: it is still being written, or was cut off.
    [[nodiscard]] bool cutOff() const noexcept { return m_cutOff; }

    /// What is odd about the file, in whole sentences.
    [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return m_warnings; }

    [[nodiscard]] bool isRow(const std::uint8_t* record) const
    {
        const std::uint8_t id = record[m_layout->idAt];
        return id == m_layout->dataIds[0] || id == m_layout->dataIds[1];
    }

    [[nodiscard]] bool isAuxiliary(const std::uint8_t* record) const
    {
        return record[m_layout->idAt] == ndaAuxiliaryId && !m_layout->auxFields.empty();
    }

    /// Calls visit(record) for each whole record in the order of the file.
    template <class Visit>
    void forEachRecord(Visit&& visit) const
    {
        for (const std::span<const std::uint8_t> section : m_sections) {
            const std::size_t recordSize = m_layout->recordSize;
            for (std::size_t at = 0; at + recordSize <= section.size(); at += recordSize) {
                visit(section.data() + at);
            }
        }
    }

private:
    /// Place and length of a block, as the header has them.
    struct Place
    {
        std::uint64_t at = 0;
        std::uint64_t length = 0;
    };

    void checkHeader() const;
    void findSections();
    void followSections();
    void addSection(const Place& place, std::size_t saidAt);
    void addAuxiliaries(const Place& place);
    void chooseLayout();
    [[nodiscard]] const NdaLayout* layoutByLook() const;
    [[nodiscard]] bool looksLike(const NdaLayout& layout) const;
    void reportRest();
    [[nodiscard]] bool beginsARecord(std::span<const std::uint8_t> rest, const std::uint8_t* before) const;
    [[nodiscard]] std::optional<Place> placeOf(const NdaBlock& block, std::size_t headerAt = 0) const;
    [[nodiscard]] std::span<const std::uint8_t> part(const std::optional<Place>& place) const;

    std::span<const std::uint8_t> m_bytes;
    int m_version = 0;
    int m_recordVersion = 0;
    const NdaLayout* m_layout = nullptr;
    std::vector<std::span<const std::uint8_t>> m_sections;  ///< of records
    std::uint64_t m_promised = 0;                           ///< bytes of records, by the header
    bool m_openEnded = false;                               ///< the records go on to the end of the file
    bool m_cutOff = false;
    std::vector<std::string> m_warnings;
};

}  // namespace aurora::formats::neware
