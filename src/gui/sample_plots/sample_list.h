#pragma once

#include <QColor>
#include <QModelIndex>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <map>
#include <string>

class QAction;
class QLabel;
class QLayout;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QToolButton;

namespace aurora::gui {

class SampleRows;

/// The searchable list of samples (and opened files) with colours and tick boxes. A Shift+click on a tick box gives all
/// shown ones from the one before to this the same tick; opened files can be taken out of the list again.
class SampleList final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleList(QWidget* parent = nullptr);

    /// The samples of the project, in order. What is still there keeps its tick, its look and whether it is selected,
    /// and so do the files.
    void setSamples(const QStringList& ids);
    /// Samples of the project that are not in the list because nothing can be drawn of them: a search that finds some
    /// says so.
    void setWithoutData(const QStringList& ids);
    /// Adds files; their key is the path, their text the file's name, or the tail of the path that tells it from others
    /// of that name.
    void addFiles(const QStringList& paths);
    void clear();

    /// Ticks exactly these; a sample that is not in the list is added. Does not emit tickedChanged.
    void setTicked(const QStringList& keys);
    /// Ticked keys in the order of the list, files first.
    [[nodiscard]] QStringList ticked() const;
    [[nodiscard]] QStringList keys() const;
    [[nodiscard]] bool isFile(const QString& key) const;
    /// What it is called in the list.
    [[nodiscard]] QString name(const QString& key) const;

    /// What is offered while there is nothing to choose from, with the words that say so.
    void offerWhenEmpty(QAction& fills);

    /// Puts the keyboard into the search.
    void startSearch();

    /// As wide as a long name with its words needs.
    [[nodiscard]] QSize sizeHint() const override;

    /// The colour square of a ticked key, and a few words behind its name ("84 cycles").
    void setLook(const QString& key, const QColor& colour, const QString& words);

    /// How many cycles the samples have; said behind the names of those that were not given a look.
    void setCycles(const std::map<std::string, std::int64_t>& cycles);

Q_SIGNALS:
    void tickedChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QLayout* foot();
    void tickRange(int to);
    /// The selected files, or all of them when none is selected.
    void removeFiles();
    void changed(int row);
    void tickShown();
    void showCount();
    void tellWithoutData();
    [[nodiscard]] QModelIndex shownIndex(int row) const;

    QLineEdit* m_search;
    QListView* m_view;
    QWidget* m_empty = nullptr;  ///< in the place of a list without rows
    QLabel* m_without;           ///< which samples without data the search finds
    QLabel* m_count;
    QToolButton* m_removeFiles;
    SampleRows* m_rows;
    QSortFilterProxyModel* m_filter;
    QStringList m_withoutData;
    bool m_isRead = false;  ///< whether the samples are known
    bool m_shift = false;   ///< held in the last click
    QString m_lastTicked;   ///< or unticked, by hand
};

}  // namespace aurora::gui
