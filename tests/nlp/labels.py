"""The closed lists as the contract has them: 22 sectors, 14 components."""

SECTORS = [
    *("kelautan_perikanan", "pertanian", "lingkungan_kehutanan", "energi_mineral", "ketenaganukliran"),
    *("perindustrian", "perdagangan", "pupr", "transportasi", "kesehatan", "pendidikan_kebudayaan", "pariwisata"),
    *("keagamaan", "pos_telekomunikasi", "pertahanan_keamanan", "ketenagakerjaan"),
    *("umum", "kependudukan", "perpajakan", "pertanahan", "sosial", "luar"),
]
COMPONENTS = [
    *("persyaratan", "prosedur", "waktu", "biaya", "produk", "pengaduan", "dasar_hukum", "sarana", "kompetensi"),
    *("pengawasan", "jumlah_pelaksana", "jaminan_pelayanan", "jaminan_keamanan", "evaluasi"),
]
